package org.memhop.benchmarks.yardstick;

/**
 * Loss and gradient of the end-to-end memory network, derived by hand from the equations of Sukhbaatar et al. (2015),
 * section 2, in float64 and in plain loops: what every automatic gradient has to agree with.
 */
public final class HandGradient {
    private final HandModel model;
    private final HandWeights weights;
    private final HandWeights gradient;
    private double loss;

    private HandGradient(HandModel model, HandWeights weights) {
        this.model = model;
        this.weights = weights;
        this.gradient = weights.zerosAlike();
    }

    /**
     * What a batch says about the weights.
     *
     * @param loss cross-entropy over all V outputs, summed over the batch, in nats
     * @param gradient of the loss, tied as the weights are
     * @param attention {@code p}, {@code [hops, batch, slots]}
     */
    public record Result(double loss, HandWeights gradient, double[][][] attention) {}

    /** Loss, gradient and attention of one batch. */
    public static Result of(HandModel model, HandWeights weights, HandBatch batch) {
        HandGradient run = new HandGradient(model, weights);
        double[][][] attention = new double[model.hops()][batch.answer().length][];
        for (int i = 0; i < batch.answer().length; i++) {
            Question question = run.new Question(batch, i);
            question.forward();
            question.backward();
            for (int k = 0; k < model.hops(); k++) {
                attention[k][i] = question.p[k];
            }
        }
        return new Result(run.loss, run.gradient, attention);
    }

    /** One question of the batch: everything its forward pass computes and its backward pass needs. */
    private final class Question {
        private final int hops = model.hops();
        private final int d = weights.b()[0].length;
        private final int[][] story; // [slots, words]
        private final int[] time; // [slots]
        private final int[] words;
        private final int answer;
        private final double[][][] m; // [hops, slots, d]
        private final double[][][] c; // [hops, slots, d]
        private final double[][] p; // [hops, slots]
        private final double[][] u = new double[hops + 1][d];
        private final double[] yHat; // [V]

        Question(HandBatch batch, int index) {
            story = batch.story()[index];
            time = batch.time()[index];
            words = batch.question()[index];
            answer = batch.answer()[index];
            m = new double[hops][story.length][d];
            c = new double[hops][story.length][d];
            p = new double[hops][story.length];
            yHat = new double[weights.w().length];
        }

        void forward() {
            // u^1 = Σ_j l_j ∘ B q_j
            addWords(words, model.questionWeights(), weights.b(), u[0]);
            for (int k = 0; k < hops; k++) {
                for (int i = 0; i < story.length; i++) {
                    // m_i = Σ_j l_j ∘ A x_ij + T_A(i),  c_i = Σ_j l_j ∘ C x_ij + T_C(i)
                    addWords(story[i], model.storyWeights(), weights.a().get(k), m[k][i]);
                    addWords(story[i], model.storyWeights(), weights.c().get(k), c[k][i]);
                    if (time[i] != 0 && !weights.timeA().isEmpty()) {
                        axpy(1, weights.timeA().get(k)[time[i]], m[k][i]);
                        axpy(1, weights.timeC().get(k)[time[i]], c[k][i]);
                    }
                }
                attend(k);
                // u^{k+1} = u^k + o^k, or H u^k + o^k;  o^k = Σ_i p_i c_i
                for (int e = 0; e < d; e++) {
                    u[k + 1][e] = weights.h().isPresent() ? dot(weights.h().get()[e], u[k]) : u[k][e];
                }
                for (int i = 0; i < story.length; i++) {
                    axpy(p[k][i], c[k][i], u[k + 1]);
                }
                if (model.relu()) {
                    for (int e = 0; e < d; e++) {
                        u[k + 1][e] = Math.max(0, u[k + 1][e]);
                    }
                }
            }
            // â = softmax(W u^{K+1}),  loss = −log â_answer
            for (int v = 0; v < yHat.length; v++) {
                yHat[v] = dot(weights.w()[v], u[hops]);
            }
            double z = yHat[answer];
            double logSum = logSumExp(yHat);
            loss += logSum - z;
            for (int v = 0; v < yHat.length; v++) {
                yHat[v] = Math.exp(yHat[v] - logSum);
            }
        }

        /** p_i = softmax_i(u · m_i), or u · m_i in the linear start. */
        private void attend(int k) {
            for (int i = 0; i < story.length; i++) {
                boolean absent = model.maskEmpty() && isEmpty(story[i]);
                double score = dot(u[k], m[k][i]);
                p[k][i] = !absent ? score : model.softmax() ? Double.NEGATIVE_INFINITY : 0;
            }
            if (model.softmax()) {
                double logSum = logSumExp(p[k]);
                for (int i = 0; i < story.length; i++) {
                    p[k][i] = logSum == Double.NEGATIVE_INFINITY ? 0 : Math.exp(p[k][i] - logSum);
                }
            }
        }

        void backward() {
            // ∂loss/∂(W u)_v = â_v − [v = answer]
            double[] du = new double[d];
            for (int v = 0; v < yHat.length; v++) {
                double dz = yHat[v] - (v == answer ? 1 : 0);
                axpy(dz, u[hops], gradient.w()[v]);
                axpy(dz, weights.w()[v], du);
            }
            for (int k = hops - 1; k >= 0; k--) {
                du = backwardThroughHop(k, du);
            }
            // ∂loss/∂B_{q_j} = l_j ∘ ∂loss/∂u^1
            giveWords(words, model.questionWeights(), du, gradient.b());
        }

        /** From ∂loss/∂u^{k+1} to ∂loss/∂u^k, leaving behind what belongs to A, C, T_A, T_C and H. */
        private double[] backwardThroughHop(int k, double[] dNext) {
            double[] dOut = dNext.clone();
            if (model.relu()) {
                for (int e = 0; e < d; e++) {
                    dOut[e] = u[k + 1][e] > 0 ? dOut[e] : 0;
                }
            }
            // u^{k+1} = H u^k + o^k:  ∂loss/∂u^k = H^T ∂loss/∂u^{k+1},  ∂loss/∂H = ∂loss/∂u^{k+1} (u^k)^T
            double[] du = new double[d];
            if (weights.h().isPresent()) {
                for (int e = 0; e < d; e++) {
                    axpy(dOut[e], weights.h().get()[e], du);
                    axpy(dOut[e], u[k], gradient.h().orElseThrow()[e]);
                }
            } else {
                axpy(1, dOut, du);
            }
            // o^k = Σ_i p_i c_i:  ∂loss/∂p_i = ∂loss/∂o · c_i,  ∂loss/∂c_i = p_i ∂loss/∂o
            double[] dp = new double[story.length];
            double mean = 0;
            for (int i = 0; i < story.length; i++) {
                dp[i] = dot(dOut, c[k][i]);
                mean += p[k][i] * dp[i];
            }
            for (int i = 0; i < story.length; i++) {
                double[] dc = new double[d];
                double[] dm = new double[d];
                axpy(p[k][i], dOut, dc);
                // softmax: ∂loss/∂s_i = p_i (∂loss/∂p_i − Σ_n p_n ∂loss/∂p_n);  linear: ∂loss/∂s_i = ∂loss/∂p_i
                boolean absent = model.maskEmpty() && isEmpty(story[i]);
                double ds = absent ? 0 : model.softmax() ? p[k][i] * (dp[i] - mean) : dp[i];
                // s_i = u^k · m_i
                axpy(ds, u[k], dm);
                axpy(ds, m[k][i], du);
                giveWords(story[i], model.storyWeights(), dm, gradient.a().get(k));
                giveWords(story[i], model.storyWeights(), dc, gradient.c().get(k));
                if (time[i] != 0 && !weights.timeA().isEmpty()) {
                    axpy(1, dm, gradient.timeA().get(k)[time[i]]);
                    axpy(1, dc, gradient.timeC().get(k)[time[i]]);
                }
            }
            return du;
        }
    }

    /** {@code sum += Σ_j l_j ∘ table[x_j]}; word 0 is nothing. */
    private static void addWords(int[] sentence, double[][] l, double[][] table, double[] sum) {
        for (int j = 0; j < sentence.length; j++) {
            for (int e = 0; sentence[j] != 0 && e < sum.length; e++) {
                sum[e] += l[j][e] * table[sentence[j]][e];
            }
        }
    }

    /** The transpose of {@link #addWords}: {@code table[x_j] += l_j ∘ dSum}. */
    private static void giveWords(int[] sentence, double[][] l, double[] dSum, double[][] table) {
        for (int j = 0; j < sentence.length; j++) {
            for (int e = 0; sentence[j] != 0 && e < dSum.length; e++) {
                table[sentence[j]][e] += l[j][e] * dSum[e];
            }
        }
    }

    private static boolean isEmpty(int[] sentence) {
        for (int word : sentence) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    private static double logSumExp(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            max = Math.max(max, value);
        }
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (double value : x) {
            sum += Math.exp(value - max);
        }
        return max + Math.log(sum);
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int e = 0; e < x.length; e++) {
            sum += x[e] * y[e];
        }
        return sum;
    }

    private static void axpy(double scale, double[] x, double[] sum) {
        for (int e = 0; e < x.length; e++) {
            sum[e] += scale * x[e];
        }
    }
}
