package io.pixelated.streams.bench.correlation.cluster;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The counters of the jobs in this process. */
public final class Counters implements MetricReporter {
  /** Metric, by the name of its job, its operator and itself. */
  private static final Map<Key, Counter> ALL = new ConcurrentHashMap<>();

  /** What a counter of one rule has, which is a part of another that counts all. */
  private static final String RULE = "<rule>";

  private record Key(String job, String operator, String name) {}

  /** Makes a cluster tell its metrics. */
  static void report(Configuration configuration) {
    configuration.setString("metrics.reporters", "bench");
    configuration.setString("metrics.reporter.bench.factory.class", Factory.class.getName());
  }

  /** What the operators of {@code job} counted together, by the counters' own names. */
  public static Map<String, Long> of(String job) {
    Map<String, Long> sums = new TreeMap<>();
    ALL.forEach(
        (key, counter) -> {
          if (key.job().equals(job) && !key.name().startsWith("num")) {
            sums.merge(key.name(), counter.getCount(), Long::sum);
          }
        });
    return sums;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    boolean part = group.getAllVariables().containsKey(RULE);
    if (metric instanceof Counter counter && !part) {
      ALL.put(key(name, group), counter);
    }
  }

  /** The figures stay, so that they can be read when the job is gone. */
  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

  private static Key key(String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    return new Key(
        variables.getOrDefault("<job_name>", ""),
        variables.getOrDefault("<operator_id>", "") + group.getMetricIdentifier(""),
        name);
  }

  /** Makes it. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new Counters();
    }
  }
}
