package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.connectors.kafka.TopicAdmin.TopicException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Finds out before a job starts whether its topics are there. A producer without its topic does not
 * fail at once: it waits, times out, and the job starts again, for ever.
 */
public final class TopicCheck {
  private TopicCheck() {}

  /**
   * Returns if every topic that is needed is there, and none that must be in order has several
   * partitions.
   *
   * @param needed what the job writes, and what it cannot do without
   * @param ordered those whose records have one order, if they are there
   * @throws TopicException naming everything that is wrong, and the remedy
   */
  public static void require(
      KafkaSettings kafka,
      Topics names,
      Collection<Topic> needed,
      Collection<Topic> ordered,
      Duration timeout)
      throws InterruptedException {
    List<String> problems = new ArrayList<>();
    Map<String, Integer> partitions = partitions(kafka, timeout);
    List<String> missing =
        needed.stream()
            .map(names::name)
            .filter(name -> !partitions.containsKey(name))
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      problems.add(
          "there is no topic "
              + String.join(", ", missing)
              + " at "
              + kafka.bootstrapServers()
              + ": create what is missing with './streams topics' and the job's options");
    }
    ordered.stream()
        .map(names::name)
        .filter(name -> partitions.getOrDefault(name, 1) > 1)
        .sorted()
        .forEach(
            name ->
                problems.add(
                    "the topic "
                        + name
                        + " has "
                        + partitions.get(name)
                        + " partitions, so its records have no order: create it anew with one"));
    if (!problems.isEmpty()) {
      throw new TopicException(String.join("; ", problems), null);
    }
  }

  /** Partitions of every topic that is there. */
  private static Map<String, Integer> partitions(KafkaSettings kafka, Duration timeout)
      throws InterruptedException {
    Map<String, Integer> found = new TreeMap<>();
    Admin admin = Admin.create(kafka.toProperties());
    try {
      Set<String> names = admin.listTopics().names().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, TopicDescription> all =
          admin
              .describeTopics(names)
              .allTopicNames()
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      all.forEach((name, topic) -> found.put(name, topic.partitions().size()));
      return found;
    } catch (ExecutionException e) {
      throw new TopicException("cannot ask " + kafka.bootstrapServers(), e.getCause());
    } catch (TimeoutException e) {
      throw new TopicException(
          kafka.bootstrapServers()
              + " did not answer in time which topics there are: start the job from where Kafka can"
              + " be reached",
          null);
    } finally {
      admin.close(TopicAdmin.CLOSING);
    }
  }
}
