package org.memhop.examples;

import com.example.memory.FadingMemory;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.task.TaskProvider;
import org.memhop.backend.jvm.JvmBackendProvider;
import org.memhop.core.model.BagOfWords;
import org.memhop.core.model.LastHop;
import org.memhop.core.model.LinearOutput;
import org.memhop.core.model.SoftmaxHop;
import org.memhop.core.model.SumController;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.NewRun;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;
import org.memhop.tasks.babi.BabiTaskProvider;

/**
 * An application that says itself what it is made of: with {@link MemhopModule#withoutDiscovery} there is nothing that was not
 * bound, whatever lies on the class path.
 *
 * <pre>
 * backends [jvm], tasks [babi]
 * components [Controller:sum, Halting:last, Hop:softmax, Memory:fading, Output:linear, SentenceEncoder:bag-of-words]
 * Where is Mary? garden
 * </pre>
 */
public final class OwnWiring {
    private final Plugins plugins;

    @Inject
    OwnWiring(Plugins plugins) {
        this.plugins = plugins;
    }

    /** What the application is made of. */
    static final class Parts extends AbstractModule {
        @Override
        protected void configure() {
            install(MemhopModule.withoutDiscovery());
            TypeLiteral<String> id = TypeLiteral.get(String.class);
            MapBinder.newMapBinder(binder(), String.class, BackendProvider.class)
                    .addBinding("jvm")
                    .to(JvmBackendProvider.class);
            MapBinder.newMapBinder(binder(), String.class, TaskProvider.class)
                    .addBinding("babi")
                    .to(BabiTaskProvider.class);
            MapBinder<String, ComponentProvider<?>> components =
                    MapBinder.newMapBinder(binder(), id, new TypeLiteral<ComponentProvider<?>>() {});
            List<ComponentProvider<?>> all = List.of(
                    new FadingMemory.Provider(),
                    new BagOfWords.Provider(),
                    new SumController.Provider(),
                    new SoftmaxHop.Provider(),
                    new LastHop.Provider(),
                    new LinearOutput.Provider());
            all.forEach(provider -> components.addBinding(Plugins.key(provider)).toInstance(provider));
        }
    }

    /** Trains in a new temporary directory. */
    public static void main(String[] args) throws IOException {
        Guice.createInjector(new Parts())
                .getInstance(OwnWiring.class)
                .run(Files.createTempDirectory("memhop").resolve("run"), System.out);
    }

    void run(Path directory, PrintStream out) {
        out.println("backends " + plugins.backends().keySet() + ", tasks "
                + plugins.tasks().keySet());
        out.println("components " + plugins.components().keySet());
        Map<String, String> choices =
                Map.of("memory", "fading", "encoding", "bag-of-words", "temporal", "none", "epochs", "40");
        NewRun.train(directory, plugins, "babi", choices);
        try (MemoryNetwork network = MemoryNetwork.load(directory, plugins, "jvm", BackendConfig.DEFAULT)) {
            List<String> story = List.of("Mary went to the kitchen.", "Mary went to the garden.");
            out.println(
                    "Where is Mary? " + network.answer(story, "Where is Mary?").answer());
        }
    }
}
