package org.memhop.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.core.files.Safetensors;

class ReproductionTest {
    @TempDir
    Path directory;

    @Test
    void every_operation_comes_back_as_it_was() {
        Scenario scenario = EveryOp.scenario();
        assertThat(scenario.graph().nodes().stream().map(Node::op).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Op.values());

        new Reproduction("nd4j", scenario).write(directory, "read me");
        Reproduction back = Reproduction.read(directory);

        assertThat(back.backend()).isEqualTo("nd4j");
        assertThat(back.scenario().graph().toText()).isEqualTo(scenario.graph().toText());
        assertThat(back.scenario().graph().updates().keySet())
                .isEqualTo(scenario.graph().updates().keySet());
        assertThat(back.scenario().runs()).isEqualTo(scenario.runs());
        assertThat(directory.resolve("README.md")).hasContent("read me");
    }

    @Test
    void a_node_is_one_line_that_people_can_read() throws IOException {
        new Reproduction("nd4j", LocatorTest.product()).write(directory, "");

        assertThat(Files.readAllLines(directory.resolve("graph.json")))
                .contains("    {\"id\":3,\"op\":\"MATMUL\",\"inputs\":[2,1],\"attributes\":{\"transpose_a\":false,"
                        + "\"transpose_b\":false},\"type\":\"F32\",\"shape\":[2,2],\"scope\":\"hop1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"memhop-graph\"|\"other\"|format \"other\", version 1; expected \"memhop-graph\", version 1",
                "\"version\": 1|\"version\": 2|version 2; expected \"memhop-graph\", version 1",
                "\"runs\": 1|\"runs\": 0|runs is 0; expected 1 to 1000",
                "\"runs\": 1|\"runs\": 2|tensor \"run2/input/a\": found nothing, expected F32[2, 3]",
                "\"runs\": 1|\"runs\": true|graph.json:5: not a valid GraphRecord",
                "\"id\":2|\"id\":7|node 2: its id is 7; expected ids in order, from 0",
                "[2,1]|[2,3]|node 3 MATMUL: there is no node 3 before it; expected 0 to 2",
                "[2,1]|[-1,1]|there is no node -1",
                "[2,1]|[2,null]|graph.json:",
                "[2,1]|[1,1]|graph.json: node 3 MATMUL: hop1: MATMUL of",
                "MATMUL|EXPLODE|node 3: there is no operation \"EXPLODE\" in this version; expected one of [INPUT",
                "\"transpose_b\":false|\"transpose_b\":1|node 3 MATMUL: attribute transpose_b: expected true or false",
                "\"transpose_b\":false|\"transpose_b\":false,\"c\":1|node 3 MATMUL: unknown attributes [c]",
                "[2,2]|[2,5]|node 3 MATMUL is said to be F32[2, 5], but gives F32[2, 2]",
                "[2,2]|[2,-5]|node 3: shape [2, -5]: an extent is negative",
                "[2,2]|[20000,20000]|node 3: the values up to here take more than",
                "\"hop1\"|\"\\u009b2J\"|node 3 MATMUL: scope: the name \"?2J\" has control characters; expected none",
                "\"transpose_b\":false|\"transpose_b\":false,\"\\u001b\":1|unknown attributes [?]",
                "\"hop1\"|\"\\u001b[2J\"|node 3 MATMUL: scope: the name \"?[2J\" has control characters; expected none",
                "\"shape\":[2,2]|\"shape\":[2,2],\"more\":0|graph.json:",
                "\"F32\",\"shape\":[2,2]|\"F16\",\"shape\":[2,2]|node 3 MATMUL: type \"F16\"; expected F32, F64 or I32",
                "\"name\":\"b\"|\"name\":\"a\"|input \"a\" is declared twice",
                "\"name\":\"b\"|\"name\":5|node 1 INPUT: attribute name: expected a text",
                "\"name\":\"b\"|\"name\":\"c\"|tensors.safetensors: tensor \"run1/input/c\": found nothing",
                "\"outputs\": {\"y\":3}|\"outputs\": {\"y\":4}|output \"y\": there is no node 4",
                "\"updates\": {}|\"updates\": {\"v\":3}|update of \"v\": there is no variable \"v\"",
                "\"variables\": []|\"variables\": [{\"name\":\"\",\"type\":\"F32\",\"shape\":[]}]|a name is not empty",
            })
    void a_malformed_graph_is_one_error_with_its_place(String correct, String wrong, String message)
            throws IOException {
        new Reproduction("nd4j", LocatorTest.product()).write(directory, "");
        Path file = directory.resolve("graph.json");
        String json = Files.readString(file);
        assertThat(json).contains(correct);
        Files.writeString(file, json.replace(correct, wrong));

        assertThatThrownBy(() -> Reproduction.read(directory, 1 << 30))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void the_values_of_all_runs_together_must_fit_into_memory() throws IOException {
        new Reproduction("nd4j", LocatorTest.product()).write(directory, "");
        long values = 3 * 6 + 4;
        assertThat(Reproduction.read(directory, 8 * values).scenario().runs()).hasSize(1);
        Path file = directory.resolve("graph.json");
        Files.writeString(file, Files.readString(file).replace("\"runs\": 1", "\"runs\": 2"));

        assertThatThrownBy(() -> Reproduction.read(directory, 8 * values))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("node 1: the values up to here take more than");
    }

    @Test
    void padding_and_axes_are_checked_as_well() throws IOException {
        new Reproduction("nd4j", EveryOp.scenario()).write(directory, "");
        Path file = directory.resolve("graph.json");
        String json = Files.readString(file);
        Files.writeString(file, json.replace("\"before\":[0,1]", "\"before\":[1]"));
        assertThatThrownBy(() -> Reproduction.read(directory))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("before is [1]; expected a count for each axis of [5, 5]");
        Files.writeString(file, json.replace("\"axes\":[0,1]", "\"axes\":[\"x\"]"));
        assertThatThrownBy(() -> Reproduction.read(directory))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("MAX: attribute axes: expected a list of whole numbers");
    }

    @Test
    void tensors_that_belong_to_nothing_are_refused() {
        new Reproduction("nd4j", LocatorTest.product()).write(directory, "");
        Path file = directory.resolve("tensors.safetensors");
        Map<String, HostTensor> tensors =
                new LinkedHashMap<>(Safetensors.read(file).tensors());
        tensors.put("stray", HostTensor.of(Shape.SCALAR, 1f));
        Safetensors.write(file, tensors, Map.of());

        assertThatThrownBy(() -> Reproduction.read(directory))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith("tensor \"stray\" belongs to no input, variable or constant of the graph");
    }

    @Test
    void a_folder_that_is_not_there_is_said_to_be_missing() {
        assertThatThrownBy(() -> Reproduction.read(directory.resolve("none")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("graph.json");
    }
}
