package io.pixelated.streams.local.scenario;

import java.util.EnumMap;
import java.util.Map;

/** Turns a scenario's shares and counts into expected numbers of episodes of a region. */
final class Budget {
  private Budget() {}

  /** Expected episodes over the whole scenario, so that the benign events come out as asked. */
  static Map<TrafficKind, Double> episodes(Scenario scenario, RegionProfile region) {
    double days = scenario.duration().toSeconds() / 86_400.0;
    double regionShares = scenario.regions().stream().mapToDouble(RegionProfile::share).sum();
    double records = scenario.benignEvents() * region.share() / regionShares;
    Map<TrafficKind, Double> episodes = new EnumMap<>(TrafficKind.class);
    for (Map.Entry<TrafficKind, Double> entry : scenario.noise().entrySet()) {
      double count = entry.getValue() * days;
      episodes.merge(entry.getKey(), count, Double::sum);
      records -= count * entry.getKey().traffic().records();
    }
    double shares = scenario.traffic().values().stream().mapToDouble(Double::doubleValue).sum();
    double left = Math.max(0, records);
    scenario
        .traffic()
        .forEach(
            (kind, share) ->
                episodes.merge(
                    kind, left * share / shares / kind.traffic().records(), Double::sum));
    return episodes;
  }
}
