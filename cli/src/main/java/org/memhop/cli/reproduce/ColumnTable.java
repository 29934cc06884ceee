package org.memhop.cli.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The columns that have a name, and what each changes in the default settings, which are the paper's PE LS RN. */
final class ColumnTable {
    private static final String SELF_ATTENDING =
            "memory=self-attending controller=transformer hop=multi-head mask-empty-slots=true temporal=rows hops=4"
                    + " encoding=learned-position dimension=64 dropout=0.1 optimizer=adam learning-rate=0.001"
                    + " clip=none linear-start=none";

    // Seo et al. (2017) with the places of words learned. Their rate, 0.1, is that of an AdaGrad whose sum of squares
    // starts above 0; ours starts at 0.
    private static final String QUERY_REDUCTION =
            "memory=query-reduction controller=reading hop=linear hops=3 encoding=learned-position:start=authors"
                    + " temporal=none dimension=50 optimizer=adagrad learning-rate=0.03 schedule=constant clip=none"
                    + " linear-start=none noise=0 batches=shuffled";

    private static final String DEEP =
            "controller=gated encoding=learned-position:start=authors hops=4 dimension=40 linear-start-epochs=30";

    private static final Column PE_LS_RN = each("pe-ls-rn", "PE LS RN", "");
    private static final Column PE_LS_RN_JOINT = joint("pe-ls-rn-joint", "PE LS RN joint", "");
    private static final Column GATED_DEEP = each("gated-deep", "gated deep", DEEP);
    private static final Column REDUCTION =
            each("query-reduction", "query reduction", QUERY_REDUCTION + " weight-decay=0.0005");
    private static final Column REDUCTION_JOINT = joint(
            "query-reduction-joint",
            "query reduction joint",
            QUERY_REDUCTION + " controller=sum weight-decay=0.0002 epochs=120");

    /** Those of the paper's table of memory networks, in its order. */
    static final List<Column> PAPER = List.of(
            each("bow", "BoW", "encoding=bag-of-words linear-start=none noise=0"),
            each("pe", "PE", "linear-start=none noise=0"),
            each("pe-ls", "PE LS", "noise=0"),
            PE_LS_RN,
            joint("1hop-joint", "1 hop joint", "hops=1 noise=0"),
            joint("2hop-joint", "2 hops joint", "hops=2 noise=0"),
            joint("3hop-joint", "3 hops joint", "noise=0"),
            PE_LS_RN_JOINT,
            joint("pe-ls-lw-joint", "PE LS LW joint", "tying=layer-wise noise=0"));

    /** Those beyond it. */
    static final List<Column> VARIANTS = List.of(
            // Found on held-out questions.
            Column.ensemble("best", List.of(GATED_DEEP, REDUCTION, PE_LS_RN), true),
            Column.ensemble("best-joint", List.of(PE_LS_RN_JOINT, REDUCTION_JOINT), false),
            GATED_DEEP,
            REDUCTION,
            REDUCTION_JOINT,
            // Liu and Perez (2017): rates, clipping and first values are those of the default settings.
            each("gated", "gated", "controller=gated"),
            // Miller et al. (2016), where a sentence is a key and, encoded once more, its own value.
            each("key-value", "key-value", "memory=key-value:value-words=0 controller=key-value"),
            // Henaff et al. (2017), but for their 200 epochs: 1,000 questions a task are learned by heart in 60.
            each(
                    "entity",
                    "entity",
                    "memory=entity controller=entity hops=1 encoding=learned-position temporal=none dimension=100"
                            + " optimizer=adam learning-rate=0.01 schedule=halving decay-every=25 epochs=60"
                            + " clip=global clip-norm=40 linear-start=none noise=0"),
            // The halting of Banino et al. (2021); a prior of few hops has the network answer before it has learned to
            // look twice.
            each("adaptive", "adaptive", DEEP + " halting=ponder:prior=0.01"),
            // The encoder of Dehghani et al. (2019) as a memory, every question after the same number of hops.
            each("self-attending", "self-attending", SELF_ATTENDING));

    private ColumnTable() {}

    /** A model a task. */
    private static Column each(String id, String title, String changes) {
        return new Column(id, title, false, byName(changes), Map.of(), List.of(), false);
    }

    /** One model for all tasks. */
    private static Column joint(String id, String title, String changes) {
        return new Column(id, title, true, byName(changes), Map.of(), List.of(), false);
    }

    private static Map<String, String> byName(String changes) {
        Map<String, String> byName = new LinkedHashMap<>();
        Stream.of(changes.split(" ")).filter(change -> !change.isEmpty()).forEach(change -> {
            int equals = change.indexOf('=');
            byName.put(change.substring(0, equals), change.substring(equals + 1));
        });
        return byName;
    }
}
