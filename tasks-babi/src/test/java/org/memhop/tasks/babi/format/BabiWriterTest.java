package org.memhop.tasks.babi.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.StorageException;
import org.memhop.tasks.babi.OfficialData;

class BabiWriterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "where is mary|Where is Mary? →x→1",
                "where was the apple before the kitchen|Where was the apple before the kitchen? →x→1",
                "where will sumit go|Where will sumit go?→x→1",
                "what is north of the kitchen|What is north of the kitchen?→x→1",
                "what is daniel carrying|What is Daniel carrying? →x→1",
                "what did bill give to fred|What did Bill give to Fred? →x→1",
                "what color is greg|What color is Greg?→x→1",
                "what is gertrude afraid of|What is gertrude afraid of?→x→1",
                "who gave the milk|Who gave the milk? →x→1",
                "is john in the hallway|Is John in the hallway? →x→1",
                "is the red square below the triangle|Is the red square below the triangle?→x→1",
                "how many objects is mary carrying|How many objects is Mary carrying? →x→1",
                "how do you go from the office to the garden|How do you go from the office to the garden?→x→1",
                "is|Is?→x→1",
            })
    void questions_are_spelled_as_in_the_official_files(String words, String line) {
        Query query = new Query(7, List.of(words.split(" ")), "x", List.of(1));

        assertThat(new BabiWriter().format(query)).isEqualTo("7 " + line.replace('→', '\t'));
    }

    @Test
    void statements_begin_with_a_capital_and_end_in_a_full_stop() {
        assertThat(new BabiWriter().format(new Statement(2, List.of("yann", "gave", "mary", "milk"))))
                .isEqualTo("2 Yann gave Mary milk.");
    }

    @Test
    void a_name_is_capitalised_as_an_answer_and_absent_supporting_ids_leave_no_tab() {
        Query query = new Query(2, List.of("who", "slept"), "jeff", List.of());

        assertThat(new BabiWriter().format(query)).isEqualTo("2 Who slept? \tJeff");
    }

    @Test
    void a_file_that_cannot_be_written_is_named(@TempDir Path directory) {
        assertThatThrownBy(() -> new BabiWriter().write(List.of(), directory))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(directory + ": cannot be written");
    }

    @Test
    void a_written_file_is_read_as_the_same_stories(@TempDir Path directory) {
        List<BabiStory> stories = List.of(
                new BabiStory(List.of(new Statement(1, List.of("élan", "sleeps")))),
                new BabiStory(List.of(
                        new Statement(1, List.of("fred", "sleeps")),
                        new Query(2, List.of("who", "sleeps"), "fred", List.of(1)))));
        Path file = directory.resolve("mine.txt");

        new BabiWriter().write(stories, file);

        assertThat(new BabiReader().read(file)).isEqualTo(stories);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-10k"})
    void every_official_file_is_read_and_written_back_byte_for_byte(String set) throws IOException {
        BabiDirectory official = OfficialData.set(set);
        int files = 0;
        for (int task = 1; task <= 20; task++) {
            assertThat(official.test(task)).hasFileName(BabiTask.of(task).testFile());
            for (Path file : Stream.concat(official.findTrain(task).stream(), Stream.of(official.test(task)))
                    .toList()) {
                List<BabiStory> stories = new BabiReader().read(file);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
                    new BabiWriter().write(stories, out);
                }
                assertThat(bytes.toByteArray()).as(file.toString()).isEqualTo(Files.readAllBytes(file));
                files++;
            }
        }
        assertThat(files).isEqualTo(set.equals("en") ? 40 : 39);
    }
}
