package io.pixelated.streams.bench.sink;

import io.pixelated.streams.connectors.database.Connections;
import io.pixelated.streams.connectors.database.DatabaseSettings;
import io.pixelated.streams.connectors.database.Secret;
import io.pixelated.streams.residency.Cleared;
import io.pixelated.streams.sql.SchemaMigrator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;

/**
 * Stores the same rows in turn by plain batched JDBC, with and without the driver's rewriting, and
 * by the product's stage; prints what a row costs and the stage's throughput as a part of theirs.
 */
public final class SinkBenchmark {
  private final Options options;
  private final DatabaseSettings database;
  private final Cleared[] records;

  private SinkBenchmark(Options options, DatabaseSettings database) {
    this.options = options;
    this.database = database;
    this.records = Records.make(options.rows());
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.read(arguments);
    // PostgreSQL's own defaults for what a commit waits for, unlike in tests.
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .setServerConfig("max_wal_size", "4GB")
            .start()) {
      DatabaseSettings database =
          DatabaseSettings.local(
              server.getJdbcUrl("postgres", "postgres"), "postgres", Secret.none());
      SchemaMigrator.of(new Connections(database)).migrate();
      new SinkBenchmark(options, database).run();
    }
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%d rows, batches of %d, stage with parallelism %d and %d connections%n",
        records.length,
        database.batching().rows(),
        options.parallelism(),
        database.batching().connections());
    System.out.println(
        "        JDBC µs/row   rewritten µs/row   stage µs/row   stage/JDBC   stage/rewritten");
    double[] ratios = new double[options.rounds()];
    double[] rewrittenRatios = new double[options.rounds()];
    for (int round = -1; round < options.rounds(); round++) {
      double plain = plain(false);
      double rewritten = plain(true);
      double stage = stage();
      System.out.printf(
          Locale.ROOT,
          "%6s %12.1f %18.1f %14.1f %12.2f %17.2f%n",
          round < 0 ? "warm" : "#" + (round + 1),
          plain,
          rewritten,
          stage,
          plain / stage,
          rewritten / stage);
      if (round >= 0) {
        ratios[round] = plain / stage;
        rewrittenRatios[round] = rewritten / stage;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "median %59.2f %17.2f   (at least 0.6 is promised)%n",
        median(ratios),
        median(rewrittenRatios));
  }

  private double plain(boolean rewrite) throws SQLException {
    empty();
    PlainJdbc jdbc = new PlainJdbc(database.url(), rewrite);
    long start = System.nanoTime();
    jdbc.insert(records, database.batching().rows());
    return perRow(System.nanoTime() - start);
  }

  private double stage() throws Exception {
    empty();
    return perRow(StageJob.run(records, database, options.parallelism()));
  }

  private double perRow(long nanos) throws SQLException {
    try (Connection connection = new Connections(database).getConnection();
        Statement statement = connection.createStatement();
        var count = statement.executeQuery("SELECT count(*) FROM threat_events")) {
      count.next();
      if (count.getLong(1) != records.length) {
        throw new IllegalStateException(
            count.getLong(1) + " rows are stored instead of " + records.length);
      }
    }
    return nanos / 1e3 / records.length;
  }

  /** An empty table, and no work left for the server in the background. */
  private void empty() throws SQLException {
    try (Connection connection = new Connections(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE threat_events");
      statement.execute("CHECKPOINT");
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
