package org.memhop.core.model;

import java.util.Locale;
import org.memhop.api.model.Role;

/** Which embeddings are one parameter (the paper, section 2.2): gives each role at each hop the name of its table. */
public enum Tying {
    /** {@code A^{k+1} = C^k, B = A^1, W^T = C^K}; temporal rows likewise. */
    ADJACENT {
        @Override
        String name(Role role, int hop, int hops) {
            return switch (role) {
                case A -> hop == 0 ? "A1" : "C" + hop;
                case C -> "C" + (hop + 1);
                case B -> "A1";
                case W -> "C" + hops;
                case T_A -> hop == 0 ? "T_A1" : "T_C" + hop;
                case T_C -> "T_C" + (hop + 1);
            };
        }
    },
    /** One A, one C for all hops, as in a recurrent network; B and W stand alone. */
    LAYER_WISE {
        @Override
        String name(Role role, int hop, int hops) {
            return role.name();
        }
    },
    /** One for all: question, keys, values and answers (Miller et al., 2016); one T for the times of keys and values. */
    SINGLE {
        @Override
        String name(Role role, int hop, int hops) {
            return role == Role.T_A || role == Role.T_C ? "T" : "A";
        }
    },
    /** Every hop has its own. */
    NONE {
        @Override
        String name(Role role, int hop, int hops) {
            return role == Role.B || role == Role.W ? role.name() : role.name() + (hop + 1);
        }
    };

    /**
     * The name of the table that a role uses at a hop.
     *
     * @param hop from 0
     */
    abstract String name(Role role, int hop, int hops);

    /** By the name of the setting, as in {@code layer-wise}. */
    static Tying of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
