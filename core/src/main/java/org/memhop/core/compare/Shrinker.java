package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Parting.Kind;

/** Makes the scenario in which a backend parts smaller while it still does. */
final class Shrinker {
    private final Examined examined;
    private final Parting parting;
    private final Predicate<Scenario> parts;
    private final List<Node> nodes;

    private List<Node> ends = List.of();
    private List<Variable> updates = List.of();
    private Set<Node> given = Set.of();
    private int first;

    /**
     * @param search on the backend that parts
     */
    Shrinker(Search search, Examined examined, Parting parting) {
        this.examined = examined;
        this.parting = parting;
        this.nodes = examined.scenario().graph().nodes();
        this.parts = scenario -> search.examine(scenario)
                .parting()
                .filter(found -> (found.kind() == Kind.NODE) == (parting.kind() == Kind.NODE))
                .filter(found -> found.node().op() == parting.node().op() || parting.kind() == Kind.TOGETHER)
                .isPresent();
    }

    /** The smallest scenario found that still parts at the same operation. */
    Scenario smallest() {
        if (parting.kind() == Kind.NODE) {
            return node();
        }
        widest();
        drop();
        cut();
        refine();
        boolean runAlone = tries(ends, updates, given, parting.run());
        return excerpt(ends, updates, given, runAlone ? parting.run() : first);
    }

    /** One node alone if the fault shows there, else with what it needs, else with that observed as well. */
    private Scenario node() {
        Node node = parting.node();
        List<Node> observed = new ArrayList<>(new LinkedHashSet<>(node.inputs()));
        observed.add(node);
        for (int from : parting.run() == 0 ? List.of(0) : List.of(parting.run(), 0)) {
            if (tries(List.of(node), List.of(), Set.copyOf(node.inputs()), from)) {
                return excerpt(List.of(node), List.of(), Set.copyOf(node.inputs()), from);
            } else if (tries(List.of(node), List.of(), computed(node.inputs()), from)) {
                return excerpt(List.of(node), List.of(), computed(node.inputs()), from);
            }
        }
        for (List<Node> outputs : List.of(List.of(node), observed)) {
            if (tries(outputs, List.of(), Set.of(), 0)) {
                return excerpt(outputs, List.of(), Set.of(), 0);
            }
        }
        return excerpt(nodes, List.of(), Set.of(), 0);
    }

    private void widest() {
        Map<Variable, Node> all = examined.scenario().graph().updates();
        if (parting.kind() == Kind.FUSION) {
            ends = List.of(parting.node());
        } else if (parting.variable().isPresent()
                && tries(List.of(), List.of(parting.variable().get()), Set.of(), 0)) {
            updates = List.of(parting.variable().get());
        } else {
            ends = List.copyOf(
                    new LinkedHashSet<>(examined.scenario().graph().outputs().values()));
            updates = List.copyOf(all.keySet());
        }
    }

    /** Without outputs and updates that are not needed. */
    private void drop() {
        for (Node end : ends) {
            List<Node> fewer = ends.stream().filter(other -> other != end).toList();
            if ((!fewer.isEmpty() || !updates.isEmpty()) && tries(fewer, updates, given, 0)) {
                ends = fewer;
            }
        }
        for (Variable update : updates) {
            List<Variable> fewer =
                    updates.stream().filter(other -> !other.equals(update)).toList();
            if ((!fewer.isEmpty() || !ends.isEmpty()) && tries(ends, fewer, given, 0)) {
                updates = fewer;
            }
        }
    }

    /** Takes what lies further from the ends than need be as given. */
    private void cut() {
        Map<Node, Integer> distance = distances();
        int most = distance.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int d = 1; d < most; d++) {
            Set<Node> frontier = new HashSet<>();
            int at = d;
            distance.forEach((node, away) -> {
                if (away == at && !node.inputs().isEmpty()) {
                    frontier.add(node);
                }
            });
            if (tries(ends, updates, frontier, 0)) {
                given = frontier;
                return;
            }
        }
    }

    /** Takes single nodes as given, those furthest from the ends first. */
    private void refine() {
        Set<Node> roots = roots();
        for (Node node : nodes) {
            boolean computed = distancesFrom(roots, given).containsKey(node) && !given.contains(node);
            if (!computed || node.inputs().isEmpty() || roots.contains(node)) {
                continue;
            }
            Set<Node> more = new HashSet<>(given);
            more.add(node);
            if (tries(ends, updates, more, 0)) {
                given = more;
            }
        }
    }

    private Map<Node, Integer> distances() {
        return distancesFrom(roots(), Set.of());
    }

    private Set<Node> roots() {
        Set<Node> roots = new HashSet<>(ends);
        examined.scenario().graph().updates().forEach((variable, node) -> {
            if (updates.contains(variable)) {
                roots.add(node);
            }
        });
        return roots;
    }

    /** How many steps each node is away from the nearest root; without those that are only needed for what is given. */
    private Map<Node, Integer> distancesFrom(Set<Node> roots, Set<Node> stops) {
        Map<Node, Integer> distance = new HashMap<>();
        roots.forEach(root -> distance.put(root, 0));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Integer away = distance.get(nodes.get(i));
            if (away != null && !stops.contains(nodes.get(i))) {
                nodes.get(i).inputs().forEach(input -> distance.merge(input, away + 1, Math::min));
            }
        }
        return distance;
    }

    private static Set<Node> computed(Collection<Node> operands) {
        Set<Node> computed = new HashSet<>(operands);
        computed.removeIf(operand -> operand.inputs().isEmpty() && operand.op() != Op.INPUT);
        return computed;
    }

    private boolean tries(Collection<Node> outputs, Collection<Variable> changed, Set<Node> inputs, int from) {
        return parts.test(excerpt(outputs, changed, inputs, from));
    }

    private Scenario excerpt(Collection<Node> outputs, Collection<Variable> changed, Set<Node> inputs, int from) {
        return examined.excerpt(outputs, changed, inputs, from, parting.run());
    }
}
