package org.memhop.core.data;

import java.util.List;

/** Questions, each with its own story. */
public record EncodedQuestions(List<EncodedExample> list) implements Samples {
    @Override
    public int size() {
        return list.size();
    }

    @Override
    public int answer(int index) {
        return list.get(index).answer();
    }

    @Override
    public void put(Batch batch, int segment, int first) {
        if (first < list.size()) {
            batch.set(segment, list.get(first));
        } else {
            batch.clear(segment);
        }
    }
}
