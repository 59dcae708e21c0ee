package io.pixelated.streams.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pixelated.streams.events.RuleDocument;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads records of {@code detection.rules}; bytes that are not UTF-8 become replacement characters,
 * which the rule parser then rejects with the file and the line.
 */
final class RuleDocumentDeserializer implements KafkaRecordDeserializationSchema<RuleDocument> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RuleDocument> out) {
    out.collect(documentOf(record));
  }

  static RuleDocument documentOf(ConsumerRecord<byte[], byte[]> record) {
    Header file = record.headers().lastHeader(RuleRecords.FILE_HEADER);
    return new RuleDocument(
        text(record.key()),
        text(record.value()),
        file == null ? "" : text(file.value()),
        RawRecordDeserializer.originOf(record));
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  @Override
  public TypeInformation<RuleDocument> getProducedType() {
    return TypeInformation.of(RuleDocument.class);
  }
}
