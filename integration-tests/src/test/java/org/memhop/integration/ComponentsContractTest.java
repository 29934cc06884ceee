package org.memhop.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.conformance.variant.Promise.EMPTY_SLOTS;
import static org.memhop.conformance.variant.Promise.ORDER_OF_SENTENCES;
import static org.memhop.conformance.variant.Promise.ORDER_OF_WORDS;
import static org.memhop.conformance.variant.Promise.PADDED_SENTENCES;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;
import org.memhop.api.model.ComponentProvider;
import org.memhop.conformance.variant.Variant;
import org.memhop.conformance.variant.VariantContract;
import org.memhop.core.config.Setting;
import org.memhop.core.config.SettingTable;

/**
 * Every component, and every value of every setting that changes the network, if not each with every other: those of the
 * paper are here, a later variant has a test of its own beside this one.
 */
class ComponentsContractTest extends VariantContract {
    private static final List<Variant> VARIANTS = List.of(
            Variant.of("encoding=bag-of-words", "temporal=none")
                    .promising(PADDED_SENTENCES, ORDER_OF_SENTENCES, ORDER_OF_WORDS),
            Variant.of("encoding=bag-of-words", "temporal=rows", "tying=none")
                    .promising(PADDED_SENTENCES, ORDER_OF_WORDS),
            Variant.of("encoding=bag-of-words", "temporal=time-words", "mask-empty-slots=true")
                    .promising(PADDED_SENTENCES, ORDER_OF_WORDS),
            Variant.of("encoding=position", "temporal=none", "mask-empty-slots=true")
                    .promising(PADDED_SENTENCES, EMPTY_SLOTS, ORDER_OF_SENTENCES),
            Variant.of("encoding=position", "temporal=rows").promising(PADDED_SENTENCES),
            Variant.of("encoding=position", "temporal=time-words", "tying=layer-wise")
                    .promising(PADDED_SENTENCES),
            Variant.of("encoding=position-authors", "temporal=none").promising(ORDER_OF_SENTENCES),
            Variant.of("encoding=position-authors", "temporal=rows", "mask-empty-slots=true")
                    .promising(EMPTY_SLOTS),
            Variant.of("encoding=position-authors", "temporal=time-words", "hops=1"),
            Variant.of("controller=sum", "tying=layer-wise", "nonlinearity=relu"),
            Variant.of("controller=linear", "tying=adjacent"),
            Variant.of("controller=linear", "tying=layer-wise", "nonlinearity=relu-half"),
            Variant.of("memory=key-value", "controller=key-value", "tying=single"),
            Variant.of("tied-output=A", "tying=layer-wise", "encoding=bag-of-words", "temporal=rows")
                    .promising(PADDED_SENTENCES, ORDER_OF_WORDS),
            Variant.of("tied-output=C", "tying=none", "dropout=0.4", "hop-dropout=0.3", "memory-dropout=0.25"),
            Variant.of("first-state=constant", "tying=layer-wise", "temporal=rows", "encoding=bag-of-words")
                    .promising(PADDED_SENTENCES, ORDER_OF_WORDS));

    ComponentsContractTest() {
        super(VARIANTS.toArray(Variant[]::new));
    }

    @Test
    void every_component_and_every_word_of_every_setting_of_the_network_is_tried() {
        Set<String> tried = ReflectionSupport.findAllClassesInPackage(
                        getClass().getPackageName(), VariantContract.class::isAssignableFrom, name -> true)
                .stream()
                .flatMap(type -> ((VariantContract) ReflectionSupport.newInstance(type)).tried().stream())
                .flatMap(variant -> SettingTable.MODEL.stream()
                        .map(setting -> setting.name() + "="
                                + variant.settings().getOrDefault(setting.name(), setting.standard())))
                .collect(Collectors.toSet());
        assertThat(tried).containsAll(words());
        Set<String> components = tried.stream()
                .map(choice -> choice.substring(choice.indexOf('=') + 1).split(":", 2)[0])
                .collect(Collectors.toSet());
        assertThat(ServiceLoader.load(ComponentProvider.class))
                .isNotEmpty()
                .allSatisfy(provider -> assertThat(components).contains(provider.id()));
    }

    /** Each word a setting may be; but for the precision, which is both in every variant. */
    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Setting setting : SettingTable.MODEL) {
            if (setting.kind() instanceof Setting.Choice choice
                    && !setting.name().equals("precision")) {
                choice.values().forEach(value -> words.add(setting.name() + "=" + value));
            }
        }
        return words;
    }
}
