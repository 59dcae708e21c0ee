package io.pixelated.streams.bench.sigma.corpus;

import io.pixelated.streams.ingest.EventParser;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParsedEvent;
import io.pixelated.streams.sigma.match.RuleMatch;
import io.pixelated.streams.sigma.match.RuleSet;
import java.util.List;

/** The way from an event's bytes to the rules that it matches. For one thread. */
public final class Engine {
  private final EventParser parser = EventParser.standard();
  private final RuleSet rules;

  public Engine(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * The event that bytes are.
   *
   * @throws IllegalArgumentException if they are none
   */
  public ParsedEvent parse(byte[] bytes) {
    if (parser.parse(bytes) instanceof Parsed parsed) {
      return parsed.event();
    }
    throw new IllegalArgumentException("an event of the benchmark does not parse");
  }

  public List<RuleMatch> match(ParsedEvent event) {
    return match(event, rules);
  }

  public List<RuleMatch> match(ParsedEvent event, RuleSet others) {
    return others.match(event);
  }

  /** How many rules an event matches; none if it is too large to parse. */
  public int matches(byte[] bytes) {
    return parser.parse(bytes) instanceof Parsed parsed ? match(parsed.event()).size() : 0;
  }
}
