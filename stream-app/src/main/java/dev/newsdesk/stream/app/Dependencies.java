package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.schemas.RegistryProbe;
import dev.newsdesk.stream.accuracy.AccuracyTopology;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.topics.ChangelogLoss;
import dev.newsdesk.stream.topics.ClassificationTopics;
import dev.newsdesk.stream.topics.EarlierMembers;
import dev.newsdesk.stream.topics.ForeignGroupException;
import dev.newsdesk.stream.topics.GroupOwnership;
import dev.newsdesk.stream.topics.GroupReader;
import dev.newsdesk.stream.topics.GroupTopics;
import dev.newsdesk.stream.topics.InternalTopics;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.TopicCreator;
import dev.newsdesk.stream.topics.TopicInspection;
import dev.newsdesk.stream.topics.UnusableTopicException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must answer before the app can start. */
final class Dependencies {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(Dependencies.class);

  /** Instances that come and go keep a group rebalancing; it is looked at again afterwards. */
  private static final Duration REBALANCE_PATIENCE = Duration.ofSeconds(10);

  private final StreamSettings settings;
  private final Supplier<Admin> admins;

  Dependencies(StreamSettings settings) {
    this(settings, () -> Admin.create(settings.adminProperties("start")));
  }

  /** Takes the admin client, which is closed here, from elsewhere. */
  Dependencies(StreamSettings settings, Supplier<Admin> admins) {
    this.settings = settings;
    this.admins = admins;
  }

  /**
   * Waits for brokers and registry, and sees to the topics.
   *
   * @param labels the categories
   * @param labelling the topics that labelling needs
   * @param limits is told what the topics accept
   * @throws StartupException when they do not answer in time
   */
  void require(List<String> labels, ClassificationTopics labelling, OutputLimits limits) {
    withAdmin(
        settings.applicationId(),
        admin -> {
          creator(admin).createMissing(labels, settings.partitions(), settings.articleMaxBytes());
          ChangelogLoss.requireNone(
              admin, labelling, settings.applicationId(), settings.startupTimeout());
          new TopicInspection(admin, labelling, limits, settings.startupTimeout(), () -> false)
              .look();
        });
    tryAccuracy(labels);
    awaitRegistry();
  }

  /**
   * Creates what online accuracy needs before anybody sends labels, if that can be done: a failure
   * is online accuracy's own, which tries again and says so.
   */
  private void tryAccuracy(List<String> labels) {
    try {
      withAdmin(
          settings.accuracyApplicationId(),
          admin -> creator(admin).createLabels(settings.partitions()));
      if (settings.accuracy().enabled()) {
        requireForAccuracy(labels);
      }
    } catch (StartupException e) {
      LOG.atDebug().setCause(e).log("The topics of online accuracy are not ready");
    }
  }

  /**
   * Sees to the topics of online accuracy.
   *
   * @throws StartupException when they cannot be had, or labels would miss their articles
   */
  void requireForAccuracy(List<String> labels) {
    withAdmin(
        settings.accuracyApplicationId(),
        admin -> {
          TopicCreator topics = creator(admin);
          topics.createLabels(settings.partitions());
          topics.prepareAccuracy(labels);
          new InternalTopics(admin, settings.startupTimeout())
              .follow(
                  AccuracyTopology.internalTopics(
                      settings.accuracyApplicationId(),
                      settings.topics(),
                      labels,
                      settings.accuracy().labelWait(),
                      settings.additionalRetention()));
          topics.takeOverOffsets(settings.applicationId(), settings.accuracyApplicationId());
          topics.createClock(settings.clockTopic());
        });
  }

  private void awaitRegistry() {
    // Whoever signs on in the address wants no log to know it.
    String url =
        String.valueOf(settings.registry().get("schema.registry.url"))
            .replaceAll("//[^/@]*@", "//");
    Instant until = Instant.now().plus(settings.startupTimeout());
    while (true) {
      try {
        RegistryProbe.check(settings.registry());
        return;
      } catch (IOException | KafkaException e) {
        if (Instant.now().isAfter(until)) {
          throw new StartupException(
              "No schema registry answers at "
                  + url
                  + " ("
                  + InnermostCause.of(e)
                  + "): start one, or correct schema.registry.url.",
              e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private TopicCreator creator(Admin admin) {
    return new TopicCreator(admin, settings.topics(), settings.startupTimeout());
  }

  /** Prepares for a group, unless another app works in it. */
  private void withAdmin(String group, Preparation preparation) {
    Admin admin = admin();
    try {
      requireOwnGroup(admin, group);
      preparation.run(admin);
    } catch (UnusableTopicException | ForeignGroupException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    } catch (TimeoutException | KafkaException e) {
      throw noBroker(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw noBroker(e);
      }
      if (e.getCause() instanceof AuthenticationException) {
        throw new StartupException(
            "The brokers refuse the app's credentials ("
                + InnermostCause.of(e)
                + "): correct them under kafka.",
            e);
      }
      throw new StartupException(
          "The brokers refuse to list or create topics, or to describe the consumer group ("
              + InnermostCause.of(e)
              + "): create the topics, or permit it.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("The start was interrupted: start again.", e);
    } finally {
      // Without a limit it would go on waiting for a broker.
      admin.close(Duration.ZERO);
    }
  }

  /** Before any topic is created: a prefix that is wrong must leave none behind. */
  private void requireOwnGroup(Admin admin, String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    GroupTopics works =
        new GroupReader(admin, settings.startupTimeout()).read(group, REBALANCE_PATIENCE);
    Optional<String> refusal = new GroupOwnership(group, settings.topics()).refusal(works);
    if (group.equals(settings.applicationId())) {
      refusal =
          refusal.or(() -> new EarlierMembers(group, settings.topics()).refusal(works.assigned()));
    }
    if (refusal.isPresent()) {
      throw new ForeignGroupException(refusal.get());
    }
  }

  /** Makes a client, as soon as a broker's name is known: it may start later than the app. */
  private Admin admin() {
    Instant until = Instant.now().plus(settings.startupTimeout());
    while (true) {
      try {
        return admins.get();
      } catch (KafkaException e) {
        if (!isUnknownName(e)) {
          throw new StartupException(
              "Kafka's client refuses its settings ("
                  + InnermostCause.of(e)
                  + "): correct bootstrap.servers, or what is under kafka.",
              e);
        }
        if (Instant.now().isAfter(until)) {
          throw noBroker(e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static boolean isUnknownName(KafkaException e) {
    return InnermostCause.of(e).contains("No resolvable bootstrap urls");
  }

  private StartupException noBroker(Exception e) {
    return new StartupException(
        "No Kafka broker answers at "
            + settings.bootstrapServers()
            + ": start one, or correct bootstrap.servers.",
        e);
  }

  /** What is done about topics at the start. */
  private interface Preparation {

    void run(Admin admin) throws TimeoutException, ExecutionException, InterruptedException;
  }
}
