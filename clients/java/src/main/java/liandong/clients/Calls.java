package liandong.clients;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a system of an agency calls Liandong: mutual TLS, the clause and the official of each call, retries, refusals.
 */
public final class Calls {
  /** For a call and its retries. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final long RETRY_PAUSE_MS = 200;

  /** Worth asking again: nobody was there, or the call met a server that was just ending, which gRPC cancels. */
  private static final Set<Status.Code> TRANSIENT = Set.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);

  private Calls() {}

  /** Shows the agency's certificate; the channel finds its server again by itself. */
  public static ManagedChannel connect(File pki, String agency, String address) throws IOException {
    ChannelCredentials credentials =
        TlsChannelCredentials.newBuilder()
            .trustManager(new File(pki, "ca.crt"))
            .keyManager(new File(pki, agency + ".crt"), new File(pki, agency + ".key"))
            .build();
    // Keepalive detects a server whose machine has vanished without closing the connection.
    return Grpc.newChannelBuilder(address, credentials)
        .keepAliveTime(15, TimeUnit.SECONDS)
        .keepAliveTimeout(3, TimeUnit.SECONDS)
        .build();
  }

  /** The stub with the clause for which it calls and the official who acts. */
  public static <S extends AbstractStub<S>> S as(S stub, String clause, String operator) {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("ld-purpose", Metadata.ASCII_STRING_MARSHALLER), clause);
    metadata.put(Metadata.Key.of("ld-operator", Metadata.ASCII_STRING_MARSHALLER), operator);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata)).withWaitForReady();
  }

  /** Calls until there is an answer. A write carries a request_id: sent again, it is done once. */
  public static <S extends AbstractStub<S>, R> R call(S stub, Function<S, R> method)
      throws Refused, IOException, InterruptedException {
    S timed = stub.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    while (true) {
      try {
        return method.apply(timed);
      } catch (StatusRuntimeException error) {
        // After the deadline the call ends with DEADLINE_EXCEEDED.
        if (!TRANSIENT.contains(error.getStatus().getCode())) throw new Refused(error);
        Thread.sleep(RETRY_PAUSE_MS);
      }
    }
  }

  /**
   * The events of a watch, each once, whatever becomes of the server: goes on after the last that was dealt with, until
   * {@code deal} says that it is enough.
   */
  public static <E> void follow(Function<String, Iterator<E>> open, Function<E, String> tokenOf, Predicate<E> deal)
      throws Refused, IOException, InterruptedException {
    String token = "";
    while (true) {
      try {
        Iterator<E> events = open.apply(token);
        while (events.hasNext()) {
          E event = events.next();
          if (deal.test(event)) return;
          // The token is stored only now: a client that stops earlier sees the event again instead of losing it.
          token = tokenOf.apply(event);
        }
      } catch (StatusRuntimeException error) {
        if (!TRANSIENT.contains(error.getStatus().getCode())) throw new Refused(error);
      }
      Thread.sleep(RETRY_PAUSE_MS);
    }
  }
}
