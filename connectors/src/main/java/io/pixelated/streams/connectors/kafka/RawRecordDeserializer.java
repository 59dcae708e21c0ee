package io.pixelated.streams.connectors.kafka;

import io.pixelated.streams.events.Origin;
import io.pixelated.streams.events.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Passes the bytes on as they are: what they mean is ingest's to say, and to dead-letter. */
final class RawRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;
  private static final byte[] TOMBSTONE = {};

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    byte[] value = record.value();
    out.collect(new RawRecord(value == null ? TOMBSTONE : value, originOf(record)));
  }

  static Origin originOf(ConsumerRecord<?, ?> record) {
    return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
