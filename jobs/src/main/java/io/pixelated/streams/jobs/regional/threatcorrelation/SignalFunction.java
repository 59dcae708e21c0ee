package io.pixelated.streams.jobs.regional.threatcorrelation;

import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.Detection;
import io.pixelated.streams.incidents.Grouping;
import io.pixelated.streams.incidents.IncidentPolicyFile;
import io.pixelated.streams.incidents.Signal;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.RichCoMapFunction;

/** Makes evidence of detections and of alerts. */
final class SignalFunction extends RichCoMapFunction<Detection, Alert, Signal> {
  private static final long serialVersionUID = 1L;

  private transient Grouping grouping;

  @Override
  public void open(OpenContext context) {
    grouping = new Grouping(IncidentPolicyFile.shipped());
  }

  @Override
  public Signal map1(Detection detection) {
    return grouping.signal(detection);
  }

  @Override
  public Signal map2(Alert alert) {
    return grouping.signal(alert);
  }
}
