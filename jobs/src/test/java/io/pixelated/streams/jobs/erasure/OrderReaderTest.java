package io.pixelated.streams.jobs.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderReaderTest {
  private static final Origin ORIGIN = new Origin("privacy.erasures", 0, 7, 1_795_176_000_000L);

  private OneInputStreamOperatorTestHarness<KeyedRecord, KeyedRecord> reader;

  @BeforeEach
  void begin() throws Exception {
    reader =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new OrderReader(Orders.SETTINGS)));
    reader.open();
  }

  @AfterEach
  void end() throws Exception {
    reader.close();
  }

  @Test
  void passesOrdersAndTombstonesOn() throws Exception {
    KeyedRecord order = Orders.ofUser("ana.keller", 1);
    KeyedRecord tombstone = new KeyedRecord("request-1", new byte[0], ORIGIN);
    reader.processElement(new StreamRecord<>(order));
    reader.processElement(new StreamRecord<>(tombstone));

    assertThat(reader.extractOutputValues())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(order, tombstone);
    assertThat(letters()).isEmpty();
  }

  @Test
  void keepsAmongDeadLettersWhatNobodyCanOpenAndTellsNothingOfIt() throws Exception {
    KeyedRecord order = Orders.ofUser("ana.keller", 1);
    for (String text :
        List.of(
            "ana.keller, please",
            "{\"id\":\"ana.keller\"}",
            "[\"ana.keller\"",
            new String(order.value(), UTF_8).replaceFirst("\"id\":\"[^\"]*", "\"id\":\"ana.keller"),
            "{\"id\":\"r\",\"requested_at\":1,\"value\":\"UFhTMQphbmEua2VsbGVy\"}")) {
      reader.processElement(
          new StreamRecord<>(new KeyedRecord("ana.keller", text.getBytes(UTF_8), ORIGIN)));
    }

    assertThat(letters())
        .hasSize(5)
        .allSatisfy(
            letter -> {
              assertThat(letter.stage()).isEqualTo("erasure-order");
              assertThat(letter.reason()).isNotBlank().doesNotContain("ana");
              assertThat(letter.origin()).isEqualTo(ORIGIN);
              assertThat(letter.value()).isNotEmpty();
            });
  }

  private List<DeadLetter> letters() {
    Queue<StreamRecord<DeadLetter>> letters = reader.getSideOutput(OrderReader.UNREADABLE);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }
}
