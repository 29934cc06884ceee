package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.model.ModelSize;

class TrainingDataTest {
    @Test
    void of_each_part_a_share_at_the_end_is_held_out() {
        TaskData task = task(List.of(numbered("a", 10), numbered("b", 25)));
        TrainingData data = TrainingData.of(task, Toys.settings("validation", "0.2"));

        assertThat(answers(Toys.questions(data.train()), data.vocabulary()))
                .hasSize(8 + 20)
                .startsWith("a00", "a01")
                .contains("a07", "b00", "b19")
                .doesNotContain("a08", "b20");
        assertThat(answers(Toys.questions(data.validation()), data.vocabulary()))
                .containsExactly("a08", "a09", "b20", "b21", "b22", "b23", "b24");
    }

    @Test
    void a_share_that_is_no_whole_number_is_rounded_down() {
        TrainingData data = TrainingData.of(task(List.of(numbered("a", 19))), Toys.settings("validation", "0.1"));

        assertThat(Toys.questions(data.validation())).hasSize(1);
        assertThat(Toys.questions(data.train())).hasSize(18);
    }

    @Test
    void nothing_is_held_out_where_the_share_is_zero() {
        TrainingData data = TrainingData.of(task(List.of(numbered("a", 5))), Toys.settings("validation", "0"));

        assertThat(Toys.questions(data.train())).hasSize(5);
        assertThat(Toys.questions(data.validation())).isEmpty();
    }

    @Test
    void vocabulary_and_sizes_are_those_of_the_training_data_held_out_or_not() {
        Example held = new Example(
                List.of(List.of("one"), List.of("a", "longer", "sentence"), List.of("two")), List.of("q"), "last");
        Example first = new Example(List.of(List.of("one")), List.of("a", "question", "of", "five", "words"), "first");
        Part part = Part.of("1", "t", List.of(first, held), List.of(new Example(List.of(), List.of("test"), "unseen")));
        TrainingData data = TrainingData.of(
                new TaskData("toy", List.of(part), Map.of(), Map.of()), Toys.settings("validation", "0.5"));

        assertThat(data.vocabulary().words()).contains("last", "longer").doesNotContain("test", "unseen");
        assertThat(data.size()).isEqualTo(new ModelSize(data.vocabulary().size(), 5, 3));
        assertThat(Toys.questions(data.train())).hasSize(1);
        assertThat(Toys.questions(data.validation())).hasSize(1);
    }

    @Test
    void slots_are_bounded_by_the_memory_size() {
        Example example = new Example(List.of(List.of("a"), List.of("b"), List.of("c")), List.of("q"), "x");
        TaskData task = task(List.of(List.of(example)));

        assertThat(TrainingData.of(task, Toys.settings("memory-size", "2"))
                        .size()
                        .slots())
                .isEqualTo(2);
        assertThat(TrainingData.of(task, Toys.settings("memory-size", "9"))
                        .size()
                        .slots())
                .isEqualTo(3);
    }

    @Test
    void a_task_without_training_questions_is_rejected_by_name() {
        assertThatThrownBy(() -> TrainingData.of(task(List.of(List.of())), Toys.settings()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("task toy: there are no training questions");
    }

    private static TaskData task(List<List<Example>> parts) {
        List<Part> all = parts.stream()
                .map(train -> Part.of("p", "title", train, List.of()))
                .toList();
        return new TaskData("toy", all, Map.of(), Map.of());
    }

    private static List<Example> numbered(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Example(List.of(List.of("fact")), List.of("which"), name + (i < 10 ? "0" : "") + i))
                .toList();
    }

    private static List<String> answers(List<EncodedExample> examples, Vocabulary vocabulary) {
        return examples.stream()
                .map(example -> vocabulary.words().get(example.answer() - 1))
                .toList();
    }
}
