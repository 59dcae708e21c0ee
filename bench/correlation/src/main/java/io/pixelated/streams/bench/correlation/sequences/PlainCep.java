package io.pixelated.streams.bench.correlation.sequences;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;

/** The same rules as users of Flink CEP write them: one pattern and one operator for each. */
final class PlainCep {
  private PlainCep() {}

  /** What all patterns found, as {@link Found} writes it. */
  static DataStream<String> match(
      DataStream<StepEvent> events, List<List<String>> rules, Duration within) {
    KeyedStream<StepEvent, String> keyed = events.keyBy(StepEvent::key, Types.STRING);
    DataStream<String> all = null;
    for (int rule = 0; rule < rules.size(); rule++) {
      DataStream<String> found =
          CEP.pattern(keyed, pattern(rules.get(rule), within))
              .inEventTime()
              .process(new Tell(rule), Types.STRING);
      all = all == null ? found : all.union(found);
    }
    return all;
  }

  private static Pattern<StepEvent, ?> pattern(List<String> steps, Duration within) {
    return Pattern.<StepEvent>begin("0", AfterMatchSkipStrategy.skipPastLastEvent())
        .where(new Matched(steps.get(0)))
        .followedBy("1")
        .where(new Matched(steps.get(1)))
        .followedBy("2")
        .where(new Matched(steps.get(2)))
        .within(within);
  }

  private static final class Matched extends SimpleCondition<StepEvent> {
    private static final long serialVersionUID = 1L;

    private final String rule;

    Matched(String rule) {
      this.rule = rule;
    }

    @Override
    public boolean filter(StepEvent event) {
      return event.rule().equals(rule);
    }
  }

  private static final class Tell extends PatternProcessFunction<StepEvent, String> {
    private static final long serialVersionUID = 1L;

    private final int rule;

    Tell(int rule) {
      this.rule = rule;
    }

    @Override
    public void processMatch(
        Map<String, List<StepEvent>> match, Context context, Collector<String> out) {
      StepEvent last = match.get("2").get(0);
      out.collect(Found.line(rule, last.key(), last.time()));
    }
  }
}
