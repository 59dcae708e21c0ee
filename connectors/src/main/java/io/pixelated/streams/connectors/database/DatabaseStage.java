package io.pixelated.streams.connectors.database;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.residency.Cleared;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Keeps the database's tables in step with what residency cleared. Nothing it does changes when it
 * is done again, so that at least once is exactly once in effect.
 *
 * <p>An operator rather than a Flink {@code Sink}: what the database refuses has to go on to {@code
 * dead.letters} under the same checkpoint, and a sink has no output. Own writing rather than
 * Flink's {@code JdbcSink}: see decisions 0006 and 0014.
 */
public final class DatabaseStage {
  private static final TypeInformation<DeadLetter> LETTER = TypeInformation.of(DeadLetter.class);

  private DatabaseStage() {}

  /**
   * Stores records; gives those that the database does not take. The caller names the stage and
   * gives it its uid.
   */
  public static SingleOutputStreamOperator<DeadLetter> store(
      DataStream<Cleared> records, DatabaseSettings database) {
    return records.transform(
        "Database", LETTER, new StoreOperator<Cleared>(ClearedRow::of, database));
  }

  /**
   * Archives entries of audit chains as they stand committed on their topic; gives those that the
   * database does not take.
   */
  public static SingleOutputStreamOperator<DeadLetter> archive(
      DataStream<AuditEntry> entries, DatabaseSettings database) {
    return entries.transform(
        "Audit archive", LETTER, new StoreOperator<AuditEntry>(AuditRow::of, database));
  }
}
