package org.memhop.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.NewRun;
import org.memhop.core.run.Reply;
import org.memhop.core.wiring.MemhopModule;

/**
 * A service that answers over HTTP, several questions at a time with one network. A request's body is a story, one sentence a
 * line, and in the last line the question.
 *
 * <pre>
 * 200: kitchen
 * 200: garden
 * 200: office
 * 400: expected sentences, one a line, and in the last line a question that ends with "?"; found "Mary went home."
 * asked 400 times at once: 400 times kitchen
 * </pre>
 */
public final class AnsweringService implements AutoCloseable {
    private final MemoryNetwork network;
    private final ExecutorService threads;
    private final HttpServer server;

    /**
     * Loads a run and listens.
     *
     * @param port 0 for any that is free
     */
    AnsweringService(Path run, int port, int threads) throws IOException {
        this.network = MemoryNetwork.load(run);
        this.threads = Executors.newFixedThreadPool(threads);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(this.threads);
        server.createContext("/answer", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = body.lines().toList();
            String question = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
            if (!question.endsWith("?")) {
                String wrong =
                        "expected sentences, one a line, and in the last line a question that ends with \"?\"; found";
                send(exchange, 400, wrong + " \"" + question + "\"");
                return;
            }
            Reply reply = network.answer(lines.subList(0, lines.size() - 1), question); // from any thread
            send(exchange, 200, reply.answer());
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    URI address() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/answer");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        network.close();
    }

    /** Serves a run at a port ({@code RUN PORT}); without arguments trains one, asks it and ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2) {
            AnsweringService service = new AnsweringService(Path.of(args[0]), Integer.parseInt(args[1]), 4);
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            System.out.println("answering at " + service.address());
        } else {
            run(Files.createTempDirectory("memhop").resolve("run"), System.out);
        }
    }

    static void run(Path directory, PrintStream out) throws IOException, InterruptedException {
        NewRun.train(directory, MemhopModule.plugins(), "babi", Map.of("epochs", "60"));
        String story = "Mary went to the kitchen.\nJohn went to the garden.\nDaniel went to the office.\n";
        try (AnsweringService service = new AnsweringService(directory, 0, 4)) {
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> answers = Stream.of(
                            story + "Where is Mary?",
                            story + "Where is John?",
                            story + "Where is Daniel?",
                            story + "Mary went home.")
                    .map(body -> ask(client, service.address(), body))
                    .toList();
            answers.forEach(answer -> out.println(
                    answer.join().statusCode() + ": " + answer.join().body()));
            List<CompletableFuture<HttpResponse<String>>> same = Stream.generate(
                            () -> ask(client, service.address(), story + "Where is Mary?"))
                    .limit(400)
                    .toList();
            long kitchen = same.stream()
                    .filter(answer -> answer.join().body().equals("kitchen"))
                    .count();
            out.println("asked " + same.size() + " times at once: " + kitchen + " times kitchen");
        }
    }

    private static CompletableFuture<HttpResponse<String>> ask(HttpClient client, URI address, String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
