package io.pixelated.streams.correlation.sequence;

import io.pixelated.streams.correlation.MatchedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.VoidSerializer;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.DeweyNumber;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.time.TimerService;

/**
 * The partial matches of whichever group is loaded, in Flink CEP's shared buffer. Its map states
 * live in memory; a group comes and goes as one value.
 */
final class PartialMatches {
  private static final TimerService NO_CLOCK = () -> 0;

  private final Automaton automaton;
  private final MemoryFormat format;
  private final Deadlines deadlines;
  private final Comparator<Way> order;
  private final MemoryStore store = new MemoryStore();
  private final SharedBuffer<Candidate> buffer;
  private final SharedBufferAccessor<Candidate> accessor;

  private ComputationState start;
  private List<ComputationState> matches = new ArrayList<>();
  private boolean changed;

  /** A match that time has completed. */
  record Elapsed(long time, Way way) {}

  PartialMatches(Automaton automaton, Comparator<Candidate> order, long timespan) {
    this.automaton = automaton;
    this.format = new MemoryFormat(automaton);
    this.order = Way.order(order);
    this.deadlines = new Deadlines(automaton, timespan);
    buffer = new SharedBuffer<>(store, unused());
    buffer.releaseCacheStatisticsTimer();
    accessor = buffer.getAccessor();
    start = freshStart(1);
  }

  /** Nothing is ever serialized: the shared buffer's states live in memory. */
  @SuppressWarnings("unchecked")
  private static TypeSerializer<Candidate> unused() {
    return (TypeSerializer<Candidate>) (TypeSerializer<?>) VoidSerializer.INSTANCE;
  }

  /** Forgets whichever group was loaded. */
  void clear() throws Exception {
    accessor.close();
    store.clear();
    matches = new ArrayList<>();
    start = freshStart(1);
    changed = true;
  }

  /** Puts the partial matches of a group into the shared buffer. */
  void load(byte[] memory) throws Exception {
    clear();
    changed = false;
    Loading loading = new Loading(automaton, accessor);
    matches = loading.load(format.read(memory));
    start = freshStart(loading.nextRun());
  }

  /** The partial matches as one value, if they are not as they were loaded or saved. */
  Optional<byte[]> save() {
    return changed ? Optional.of(write()) : Optional.empty();
  }

  /** The partial matches as one value, empty if there are none. */
  byte[] write() {
    changed = false;
    List<Held> held = new ArrayList<>(matches.size());
    long interest = 0;
    for (ComputationState match : matches) {
      Place place = place(match);
      interest |= automaton.interest(place);
      held.add(new Held(place, way(match)));
    }
    held.sort(Comparator.comparing(Held::way, order));
    return format.write(held, deadlines.header(matches, interest));
  }

  /** Lets {@code event} be taken wherever it can, and returns the ways that this completes. */
  List<Way> take(Candidate event) throws Exception {
    List<ComputationState> untouched = new ArrayList<>(matches.size());
    List<ComputationState> touched = new ArrayList<>();
    for (ComputationState match : matches) {
      boolean matters = (automaton.interest(place(match)) & event.marks()) != 0;
      (matters ? touched : untouched).add(match);
    }
    if ((automaton.interest(automaton.start()) & event.marks()) != 0) {
      touched.add(start);
    } else if (touched.isEmpty()) {
      return List.of();
    }
    NFAState state = new NFAState(touched);
    Collection<Map<String, List<Candidate>>> complete =
        automaton
            .nfa()
            .process(
                accessor,
                state,
                event,
                event.event().time(),
                AfterMatchSkipStrategy.noSkip(),
                NO_CLOCK);
    for (ComputationState match : state.getPartialMatches()) {
      if (match.getStartEventID() == null) {
        start = match;
      } else {
        untouched.add(match);
      }
    }
    matches = untouched;
    changed |= state.isStateChanged();
    return complete.stream().map(PartialMatches::way).sorted(order).toList();
  }

  /**
   * Lets time pass: what is too old ends, and what did not occur until now has not occurred.
   *
   * @return the ways that this completes, by time
   */
  List<Elapsed> pass(long time) throws Exception {
    List<Elapsed> complete = new ArrayList<>();
    List<ComputationState> kept = new ArrayList<>(matches.size());
    for (ComputationState match : matches) {
      OptionalLong completion = deadlines.completion(match);
      if (completion.isPresent() && completion.getAsLong() <= time) {
        complete.add(new Elapsed(completion.getAsLong(), way(match)));
        release(match);
      } else if (deadlines.end(match) > time) {
        kept.add(match);
      } else if (completion.isPresent()) {
        Place silence = deadlines.onlyTime(match);
        changed |= !silence.equals(place(match));
        kept.add(
            ComputationState.createState(
                automaton.name(silence),
                match.getPreviousBufferEntry(),
                match.getVersion(),
                match.getStartTimestamp(),
                match.getPreviousTimestamp(),
                match.getStartEventID()));
      } else {
        release(match);
      }
    }
    matches = kept;
    complete.sort(Comparator.comparingLong(Elapsed::time).thenComparing(Elapsed::way, order));
    return complete;
  }

  /** Drops partial matches that began at {@code time} or earlier. */
  void dropBegunBy(long time) throws Exception {
    List<ComputationState> kept = new ArrayList<>(matches.size());
    for (ComputationState match : matches) {
      if (match.getStartTimestamp() <= time) {
        release(match);
      } else {
        kept.add(match);
      }
    }
    matches = kept;
  }

  /** Drops partial matches that took one of some events. */
  void dropWith(Predicate<MatchedEvent> events) throws Exception {
    List<ComputationState> kept = new ArrayList<>(matches.size());
    for (ComputationState match : matches) {
      if (way(match).events().stream().anyMatch(events)) {
        release(match);
      } else {
        kept.add(match);
      }
    }
    matches = kept;
  }

  /**
   * Gives up partial matches if there are more than {@code most}: of those that are at one place,
   * so that each place keeps its fair share, those that began first, or last.
   *
   * @return how many
   */
  int limit(int most, boolean latestMatter) throws Exception {
    if (matches.size() <= most) {
      return 0;
    }
    Map<String, List<ComputationState>> places = new LinkedHashMap<>();
    for (ComputationState match : matches) {
      places.computeIfAbsent(match.getCurrentStateName(), name -> new ArrayList<>()).add(match);
    }
    int each = Share.of(places.values().stream().mapToInt(List::size).sorted().toArray(), most);
    Map<ComputationState, Way> ways = new HashMap<>();
    Comparator<ComputationState> byWay =
        Comparator.comparing(match -> ways.computeIfAbsent(match, this::way), order);
    Comparator<ComputationState> byBeginning =
        Comparator.comparingLong(ComputationState::getStartTimestamp).thenComparing(byWay);
    List<ComputationState> kept = new ArrayList<>(most);
    int before = matches.size();
    for (List<ComputationState> place : places.values()) {
      if (place.size() > each) {
        place.sort(latestMatter ? byBeginning.reversed() : byBeginning);
        for (ComputationState surplus : place.subList(each, place.size())) {
          release(surplus);
        }
      }
      kept.addAll(place.subList(0, Math.min(each, place.size())));
    }
    matches = kept;
    return before - kept.size();
  }

  /** When the first of the partial matches ends. */
  long deadline() {
    return deadlines.first(matches);
  }

  private Place place(ComputationState match) {
    return automaton.place(match.getCurrentStateName());
  }

  private ComputationState freshStart(int run) {
    return ComputationState.createStartState(
        automaton.name(automaton.start()), new DeweyNumber(run));
  }

  private void release(ComputationState match) throws Exception {
    changed = true;
    accessor.releaseNode(match.getPreviousBufferEntry(), match.getVersion());
  }

  private Way way(ComputationState match) {
    return way(
        accessor.materializeMatch(
            accessor.extractPatterns(match.getPreviousBufferEntry(), match.getVersion()).get(0)));
  }

  private static Way way(Map<String, List<Candidate>> pages) {
    List<Way.Taken> taken = new ArrayList<>();
    pages.forEach(
        (page, candidates) ->
            candidates.forEach(
                candidate -> taken.add(new Way.Taken(Integer.parseInt(page), candidate))));
    return new Way(taken);
  }
}
