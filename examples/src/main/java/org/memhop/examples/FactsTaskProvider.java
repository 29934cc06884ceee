package org.memhop.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.files.Sha256;

/**
 * The task {@code facts}: questions over a CSV file. Rows with the same first cell are one story; of the row {@code
 * monday,anna,north,early} under the columns {@code day,guard,gate,shift} it is told that {@code anna gate north} and that
 * {@code anna shift early}, and asked {@code gate anna} and {@code shift anna}. The last fifth of the stories is the test.
 */
public final class FactsTaskProvider implements TaskProvider {
    @Override
    public String id() {
        return "facts";
    }

    @Override
    public String summary() {
        return "questions over the rows of a CSV file (--data FILE)";
    }

    @Override
    public TaskRequest standard() {
        return new TaskRequest("all", Optional.empty(), "facts", 0, 0);
    }

    @Override
    public List<TaskData> load(TaskRequest request) {
        var file = request.data()
                .orElseThrow(
                        () -> new ConfigException("task facts makes up no data; name a CSV file with --data FILE"));
        FactsTable table = FactsTable.read(file);
        Map<String, List<List<String>>> stories = new LinkedHashMap<>();
        table.rows()
                .forEach(row -> stories.computeIfAbsent(row.get(0), first -> new ArrayList<>())
                        .add(row));
        if (stories.size() < 5) {
            throw new FormatException(file + ": found " + stories.size() + " different cells in column "
                    + table.columns().get(0) + "; expected 5 or more, each of which is a story");
        }
        List<List<List<String>>> all = List.copyOf(stories.values());
        int kept = all.size() - all.size() / 5;
        Part part = Part.of(
                "facts",
                String.join(", ", table.columns()),
                examples(table.columns(), all.subList(0, kept)),
                examples(table.columns(), all.subList(kept, all.size())));
        // Bags of words: no sentence has a word twice. Rows have no order.
        Map<String, String> recipe = Map.of("encoding", "bag-of-words", "temporal", "none", "noise", "0");
        return List.of(
                new TaskData("facts", List.of(part), recipe, Map.of(file.toString(), "sha256 " + Sha256.of(file))));
    }

    private static List<Example> examples(List<String> columns, List<List<List<String>>> stories) {
        List<Example> examples = new ArrayList<>();
        for (List<List<String>> rows : stories) {
            List<List<String>> told = new ArrayList<>();
            for (List<String> row : rows) {
                for (int column = 2; column < columns.size(); column++) {
                    told.add(List.of(row.get(1), columns.get(column), row.get(column)));
                }
            }
            for (List<String> fact : told) {
                examples.add(new Example(told, List.of(fact.get(1), fact.get(0)), fact.get(2)));
            }
        }
        return examples;
    }
}
