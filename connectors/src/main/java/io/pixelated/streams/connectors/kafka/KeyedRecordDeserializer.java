package io.pixelated.streams.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.events.KeyedRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of compacted topics that people write; what they mean is said later. */
final class KeyedRecordDeserializer implements KafkaRecordDeserializationSchema<KeyedRecord> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedRecord> out) {
    out.collect(recordOf(record));
  }

  static KeyedRecord recordOf(ConsumerRecord<byte[], byte[]> record) {
    return new KeyedRecord(
        record.key() == null ? "" : new String(record.key(), UTF_8),
        record.value() == null ? NOTHING : record.value(),
        RawRecordDeserializer.originOf(record));
  }

  @Override
  public TypeInformation<KeyedRecord> getProducedType() {
    return TypeInformation.of(KeyedRecord.class);
  }
}
