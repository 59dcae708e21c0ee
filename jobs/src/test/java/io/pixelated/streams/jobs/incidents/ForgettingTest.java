package io.pixelated.streams.jobs.incidents;

import static io.pixelated.streams.jobs.incidents.IncidentStages.desk;
import static io.pixelated.streams.jobs.incidents.IncidentStages.inhibitions;
import static io.pixelated.streams.jobs.incidents.IncidentStages.reports;
import static io.pixelated.streams.jobs.incidents.IncidentStages.strands;
import static io.pixelated.streams.jobs.incidents.Signals.naming;
import static io.pixelated.streams.jobs.incidents.Signals.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Incident;
import io.pixelated.streams.events.IncidentStatus;
import io.pixelated.streams.incidents.Report;
import io.pixelated.streams.incidents.Signal;
import io.pixelated.streams.incidents.silence.Claim;
import io.pixelated.streams.incidents.silence.Claimed;
import io.pixelated.streams.jobs.erasure.HeldOrders;
import io.pixelated.streams.jobs.erasure.Orders;
import io.pixelated.streams.jobs.erasure.SnapshotBytes;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The stages around incidents, when they are ordered to forget somebody. */
class ForgettingTest {
  private static final long NOON = 1_795_176_000_000L;
  private static final long LATER = NOON + 3_600_000;
  private static final Entity ANA = new Entity(EntityType.USER, "ana.keller");
  private static final Entity BEN = new Entity(EntityType.USER, "ben.moss");
  private static final Entity MACHINE = new Entity(EntityType.HOST, "ws-17");

  @Test
  void strandsForgetWhatAPersonLinksAndNameThemNoMoreElsewhere() throws Exception {
    try (var strands = strands()) {
      strands.processElement1(new StreamRecord<>(signal("d1", NOON, ANA, MACHINE)));
      strands.processElement1(new StreamRecord<>(signal("d2", NOON, BEN)));
      strands.processElement1(new StreamRecord<>(naming(signal("d3", NOON, MACHINE), ANA)));
      assertThat(held(strands)).containsExactly("ana.keller", "ben.moss", "ws-17");
      strands.processElement2(new StreamRecord<>(Orders.ofUser("ana.keller", LATER)));

      assertThat(held(strands)).containsExactly("ben.moss", "ws-17");
      assertThat(cleared(strands)).containsExactly(2L);

      strands.processElement1(new StreamRecord<>(signal("d1", NOON, ANA, MACHINE)));
      assertThat(held(strands)).as("read again").doesNotContain("ana.keller");
      strands.processElement1(new StreamRecord<>(signal("d4", LATER, ANA)));
      assertThat(held(strands)).as("she comes again").contains("ana.keller");
    }
  }

  @Test
  void theDeskWithdrawsTheIncidentsOfAPersonWithoutNamingThem() throws Exception {
    List<Report> reports = reports(NOON, signal("d1", NOON, ANA), signal("d2", NOON, BEN));
    try (var desk = desk(null)) {
      desk.setProcessingTime(NOON);
      for (Report report : reports) {
        desk.processElement1(new StreamRecord<>(report));
      }
      assertThat(desk.extractOutputValues()).hasSize(2);
      desk.processElement2(new StreamRecord<>(Orders.ofUser("ana.keller", LATER)));

      List<Incident> told = desk.extractOutputValues().subList(2, 3);
      assertThat(told).extracting(Incident::status).containsExactly(IncidentStatus.WITHDRAWN);
      assertThat(told.toString()).doesNotContain("ana.keller");
      assertThat(desk.extractOutputValues()).hasSize(3);
      assertThat(held(desk)).containsExactly("ben.moss");
      assertThat(cleared(desk)).hasSize(1);
    }
  }

  @Test
  void theDeskTellsAnIncidentOfOthersAnewWithoutThePerson() throws Exception {
    List<Report> reports =
        reports(NOON, naming(signal("d1", NOON, MACHINE), ANA), signal("d2", NOON + 1, MACHINE));
    try (var desk = desk(null)) {
      desk.setProcessingTime(NOON);
      for (Report report : reports) {
        desk.processElement1(new StreamRecord<>(report));
      }
      desk.processElement2(new StreamRecord<>(Orders.ofUser("ana.keller", LATER)));

      List<Incident> told = desk.extractOutputValues();
      assertThat(told.get(0).entities()).contains(ANA);
      Incident last = told.get(told.size() - 1);
      assertThat(last.status()).isEqualTo(IncidentStatus.OPEN);
      assertThat(last.entities()).containsExactly(MACHINE);
      assertThat(last.toString()).doesNotContain("ana.keller");
      assertThat(held(desk)).containsExactly("ws-17");
    }
  }

  @Test
  void theDeskForgetsAfterARestartThatCameBeforeTheOrderWasDone() throws Exception {
    OperatorSubtaskState before;
    List<Report> reports = reports(NOON, signal("d1", NOON, ANA));
    try (var desk = desk(null)) {
      desk.setProcessingTime(NOON);
      desk.processElement1(new StreamRecord<>(reports.get(0)));
      before = desk.snapshot(1, 1);
    }
    try (var desk = desk(before)) {
      desk.setProcessingTime(LATER);
      desk.processElement2(new StreamRecord<>(Orders.ofUser("ana.keller", LATER)));
      desk.processElement1(new StreamRecord<>(reports.get(0)));

      assertThat(desk.extractOutputValues())
          .extracting(Incident::status)
          .containsExactly(IncidentStatus.WITHDRAWN);
      assertThat(held(desk)).isEmpty();
    }
  }

  @Test
  void evidenceThatWaitsForAnInhibitionIsForgotten() throws Exception {
    Claim claim = new Claim("i1", "k1", 1_000, "known");
    try (var inhibitions = inhibitions(null)) {
      for (Entity user : List.of(ANA, BEN)) {
        Signal signal = signal("of-" + user.value().length(), NOON + 5, user);
        inhibitions.processElement1(
            new StreamRecord<>(new Claimed(signal, List.of(), List.of(claim))));
      }
      inhibitions.snapshot(1, 1);
      inhibitions.processElement2(new StreamRecord<>(Orders.ofUser("ana.keller", LATER)));

      assertThat(held(inhibitions)).containsExactly("ben.moss");
      assertThat(cleared(inhibitions)).containsExactly(1L);
    }
  }

  private static List<String> held(KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> stage)
      throws Exception {
    return SnapshotBytes.of(stage.snapshot(2, 2)).found("ana.keller", "ben.moss", "ws-17");
  }

  private static List<Long> cleared(KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> stage) {
    return stage.getSideOutput(HeldOrders.REPORTS).stream()
        .map(report -> report.getValue().cleared())
        .toList();
  }
}
