package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.incidents.Grouping;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.silence.Finding;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.RichCoFlatMapFunction;
import org.apache.flink.util.Collector;

/** Makes evidence of detections and of alerts. */
final class FindingFunction extends RichCoFlatMapFunction<Detection, Alert, Finding> {
  private static final long serialVersionUID = 1L;

  private transient Grouping grouping;

  @Override
  public void open(OpenContext context) {
    grouping = new Grouping(IncidentPolicyFile.shipped());
  }

  @Override
  public void flatMap1(Detection detection, Collector<Finding> out) {
    if (!Grouping.isBackground(detection)) {
      out.collect(Finding.of(detection, grouping.signal(detection)));
    }
  }

  @Override
  public void flatMap2(Alert alert, Collector<Finding> out) {
    out.collect(Finding.of(alert, grouping.signal(alert)));
  }
}
