package dev.milepost.testing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A real HTTP server of Vert.x with a few handlers, without the service and its limits of connections. */
public final class RoutedServer implements AutoCloseable {

    private final Vertx vertx;
    private final HttpServer server;

    /**
     * @param filter a filter of the service
     * @param answer answers what it lets pass at {@code /api}
     */
    public RoutedServer(Handler<RoutingContext> filter, Handler<RoutingContext> answer) throws Exception {
        vertx = new VertxBuilder(new VertxOptions().setEventLoopPoolSize(1))
                .init()
                .findTransport(JDKTransport.INSTANCE)
                .vertx();
        var router = Router.router(vertx);
        router.route().handler(filter);
        router.route("/api/*").handler(answer);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.actualPort(), path));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
