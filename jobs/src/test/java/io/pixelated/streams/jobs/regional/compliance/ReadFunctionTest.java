package io.pixelated.streams.jobs.regional.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.DeadLetter;
import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.events.Origin;
import io.pixelated.streams.privacy.erasure.ErasureReport;
import io.pixelated.streams.privacy.erasure.ErasureReportJson;
import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadFunctionTest {
  private static final Origin ORIGIN = new Origin("privacy.erasures.done", 0, 3, 1);

  private OneInputStreamOperatorTestHarness<KeyedRecord, ErasureReport> reader;

  @BeforeEach
  void begin() throws Exception {
    reader =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(
                new ReadFunction<>("eu-central-1", "erasure-report", ComplianceJob::report)));
    reader.open();
  }

  @AfterEach
  void end() throws Exception {
    reader.close();
  }

  @Test
  void readsReportsAndPassesOverTombstones() throws Exception {
    ErasureReport report = new ErasureReport("r", "job", "stage", 0, 1, 2, 3, 4);
    read(ErasureReportJson.write(report));
    read(new byte[0]);

    assertThat(reader.extractOutputValues()).containsExactly(report);
    assertThat(letters()).isEmpty();
  }

  @Test
  void keepsAReportThatCannotBeReadAmongDeadLettersAndQuotesNothing() throws Exception {
    String whole =
        new String(
            ErasureReportJson.write(new ErasureReport("r", "job", "stage", 0, 1, 2, 3, 4)), UTF_8);
    List<String> broken =
        List.of(
            "ana.keller",
            "",
            "{\"request\":\"ana.keller\"",
            "{\"request\":\"ana.keller\"}",
            "{\"ana.keller\":1,\"ana.keller\":ana.keller}",
            whole.replace(":0", ":\"ana.keller\""),
            whole.replace("\"subtasks\":1", "\"subtasks\":-77"));
    for (String text : broken) {
      read((text + ' ').getBytes(UTF_8));
    }

    assertThat(reader.extractOutputValues()).isEmpty();
    assertThat(letters())
        .hasSize(broken.size())
        .allSatisfy(
            letter -> {
              assertThat(letter.stage()).isEqualTo("erasure-report");
              assertThat(letter.region()).isEqualTo("eu-central-1");
              assertThat(letter.reason()).contains("no report of an erasure").doesNotContain("ana");
              assertThat(letter.origin()).isEqualTo(ORIGIN);
            });
  }

  private void read(byte[] value) throws Exception {
    reader.processElement(new StreamRecord<>(new KeyedRecord("ana.keller", value, ORIGIN)));
  }

  private List<DeadLetter> letters() {
    Queue<StreamRecord<DeadLetter>> letters = reader.getSideOutput(ReadRequestFunction.UNREADABLE);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }
}
