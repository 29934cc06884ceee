package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Parting.Kind;

/**
 * Finds where a backend first parts from the float64 reference. First with every intermediate as an output: each node is
 * judged from the operands the backend itself had, so that an error is not blamed on those it reaches. If all are right and
 * the graph as it is gives something else, the first node is sought that is wrong when the graph is cut to it alone; then
 * the updates are looked at.
 */
final class Search implements AutoCloseable {
    private final Backend reference;
    private final Backend suspect;
    private final NodeOracle oracle;

    Search(Backend reference, Backend suspect) {
        this.reference = reference;
        this.suspect = suspect;
        this.oracle = new NodeOracle(reference);
    }

    Examined examine(Scenario scenario) {
        List<Snapshot> plain = Snapshot.of(suspect, scenario);
        List<Scenario.Run> runs = new ArrayList<>();
        for (int r = 0; r < plain.size(); r++) {
            runs.add(new Scenario.Run(
                    scenario.runs().get(r).inputs(), plain.get(r).before()));
        }
        Scenario settled = new Scenario(scenario.graph(), runs);
        List<List<HostTensor>> observed = everyNode(suspect, settled);
        List<List<HostTensor>> exact = everyNode(reference, settled.widened());
        Examined examined = new Examined(settled, observed, exact, Optional.empty(), 0, 0);
        Judged judged = judge(examined);
        Optional<Parting> parting = judged.parting();
        if (parting.isEmpty()) {
            parting = new Unobserved(examined, plain).parting();
        }
        return new Examined(settled, observed, exact, parting, judged.count(), judged.share());
    }

    private static List<List<HostTensor>> everyNode(Backend backend, Scenario scenario) {
        Scenario observed = scenario.of(GraphCopy.observed(scenario.graph()).graph());
        return Snapshot.of(backend, observed).stream().map(Snapshot::outputs).toList();
    }

    private record Judged(Optional<Parting> parting, int count, double share) {}

    private Judged judge(Examined examined) {
        Scenario scenario = examined.scenario();
        List<List<HostTensor>> observed = examined.observed();
        int count = 0;
        double share = 0;
        for (int r = 0; r < observed.size(); r++) {
            Map<Node, HostTensor> values = new LinkedHashMap<>();
            for (Node node : scenario.graph().nodes()) {
                HostTensor found = observed.get(r).get(values.size());
                NodeOracle.Exact exact = exact(node, scenario, r, values);
                Judgement judgement = exact.judge(found);
                count++;
                if (!judgement.right() && !harmless(examined, r, node, exact)) {
                    int at = judgement.firstWrong();
                    double ulp = Bound.ulp(found.type(), exact.bound().scale()[at]);
                    Element element =
                            Element.of(found, exact.value(), at, exact.bound().allowed()[at], ulp, judgement.wrong());
                    return new Judged(
                            Optional.of(new Parting(Kind.NODE, node, Optional.empty(), r, element)), count, share);
                }
                share = judgement.right() ? Math.max(share, judgement.share()) : share;
                values.put(node, found);
            }
        }
        return new Judged(Optional.empty(), count, share);
    }

    /**
     * Whether a value that is not quite what the operation makes of the observed operands is only rounded elsewhere. A backend
     * may fuse operations even where their intermediates are outputs. It is harmless if the operation is right alone, and the
     * fused value lies as near to the exact one as any right way of computing it.
     */
    private boolean harmless(Examined examined, int run, Node node, NodeOracle.Exact exact) {
        if (node.inputs().isEmpty()) {
            return false;
        }
        Scenario alone = examined.excerpt(List.of(node), List.of(), Set.copyOf(node.inputs()), 0, run);
        HostTensor right = Snapshot.of(suspect, alone).get(run).outputs().get(0);
        if (!exact.judge(right).right()) {
            return false;
        }
        HostTensor truth = examined.exact(run, node);
        return Drift.of(examined.observed(run, node), truth) <= Drift.allowed(right, truth);
    }

    private NodeOracle.Exact exact(Node node, Scenario scenario, int run, Map<Node, HostTensor> values) {
        Scenario.Run given = scenario.runs().get(run);
        if (node.op() == Op.INPUT) {
            return leaf(given.inputs().get(scenario.graph().inputs().indexOf(node)));
        } else if (node.attributes() instanceof Attributes.Of of) {
            return leaf(Objects.requireNonNull(given.variables().get(of.variable())));
        } else if (node.attributes() instanceof Attributes.Value constant) {
            return leaf(constant.tensor());
        }
        return oracle.exact(
                node,
                node.inputs().stream()
                        .map(input -> Objects.requireNonNull(values.get(input)))
                        .toList());
    }

    /** A leaf has the very bits it was given. */
    private static NodeOracle.Exact leaf(HostTensor given) {
        double[] scale = new double[given.shape().size()];
        Arrays.setAll(scale, given::get);
        return new NodeOracle.Exact(given, new Bound(scale, new double[scale.length]));
    }

    @Override
    public void close() {
        oracle.close();
    }

    /** The search among graphs whose intermediates are no outputs. */
    private final class Unobserved {
        private final Examined examined;
        private final Graph graph;
        private final List<Snapshot> plain;

        Unobserved(Examined examined, List<Snapshot> plain) {
            this.examined = examined;
            this.graph = examined.scenario().graph();
            this.plain = plain;
        }

        Optional<Parting> parting() {
            Optional<Parting> output = wrongOutput(plain, Kind.TOGETHER);
            Optional<Parting> update = wrongUpdate();
            if (output.isEmpty() && update.isEmpty()) {
                return Optional.empty();
            }
            Set<Node> ends = new LinkedHashSet<>();
            output.ifPresent(found -> ends.addAll(graph.outputs().values()));
            update.ifPresent(found -> ends.addAll(graph.updates().values()));
            Optional<Parting> cut = firstCut(ends);
            if (cut.isPresent()) {
                return cut;
            }
            return update.isPresent() && (output.isEmpty() || rightWithoutUpdates()) ? update : output.or(() -> update);
        }

        private Optional<Parting> wrongOutput(List<Snapshot> snapshots, Kind kind) {
            List<Node> nodes = List.copyOf(graph.outputs().values());
            for (int r = 0; r < snapshots.size(); r++) {
                for (int i = 0; i < nodes.size(); i++) {
                    HostTensor found = snapshots.get(r).outputs().get(i);
                    Optional<Parting> wrong = wrong(kind, nodes.get(i), Optional.empty(), r, found);
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<Parting> wrongUpdate() {
            for (int r = 0; r < plain.size(); r++) {
                for (Variable variable : graph.variables()) {
                    HostTensor found =
                            Objects.requireNonNull(plain.get(r).after().get(variable));
                    Node value = graph.updates().get(variable);
                    if (value == null) {
                        continue;
                    }
                    Optional<Parting> wrong = wrong(Kind.UPDATE, value, Optional.of(variable), r, found);
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<Parting> wrong(Kind kind, Node node, Optional<Variable> variable, int run, HostTensor found) {
            HostTensor exact = examined.exact(run, node);
            double allowed = Drift.allowed(examined.observed(run, node), exact);
            if (Drift.of(found, exact) <= allowed) {
                return Optional.empty();
            }
            return Optional.of(new Parting(kind, node, variable, run, Drift.first(found, exact, allowed)));
        }

        private Optional<Parting> firstCut(Set<Node> ends) {
            Set<Node> needed = new HashSet<>(ends);
            List<Node> nodes = graph.nodes();
            for (int i = nodes.size() - 1; i >= 0; i--) {
                if (needed.contains(nodes.get(i))) {
                    needed.addAll(nodes.get(i).inputs());
                }
            }
            for (Node node : nodes) {
                if (!needed.contains(node) || node.inputs().isEmpty()) {
                    continue;
                }
                int last = examined.scenario().runs().size() - 1;
                Scenario cut = examined.excerpt(List.of(node), List.of(), Set.of(), 0, last);
                List<Snapshot> found = Snapshot.of(suspect, cut);
                for (int r = 0; r < found.size(); r++) {
                    Optional<Parting> wrong = wrong(
                            Kind.FUSION,
                            node,
                            Optional.empty(),
                            r,
                            found.get(r).outputs().get(0));
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            }
            return Optional.empty();
        }

        private boolean rightWithoutUpdates() {
            int last = examined.scenario().runs().size() - 1;
            Set<Node> ends = new LinkedHashSet<>(graph.outputs().values());
            Scenario outputs = examined.excerpt(ends, List.of(), Set.of(), 0, last);
            List<Node> nodes = List.copyOf(ends);
            List<Snapshot> found = Snapshot.of(suspect, outputs);
            for (int r = 0; r < found.size(); r++) {
                for (int i = 0; i < nodes.size(); i++) {
                    HostTensor value = found.get(r).outputs().get(i);
                    if (wrong(Kind.TOGETHER, nodes.get(i), Optional.empty(), r, value)
                            .isPresent()) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
