package io.pixelated.streams.correlation.rulebook;

import io.pixelated.streams.sigma.load.Rejection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which version of each document runs, so that all that run fit together.
 *
 * @param slots what is then known under each key
 * @param links the rules that run
 * @param unfit why others do not
 */
record Settlement(Map<String, Slot> slots, Links links, List<Rejection> unfit) {

  /**
   * Settles {@code slots}.
   *
   * <p>A version may have given way to one that then gave way itself, so what is left is settled
   * again until nothing is given up any more: the documents that are left then lead here by
   * themselves.
   */
  static Settlement of(Map<String, Slot> slots, RuleTerms terms) {
    Settlement settlement = once(slots, terms);
    while (candidates(settlement.slots) < candidates(slots)) {
      slots = settlement.slots;
      settlement = settlement.unfit.isEmpty() ? settlement : once(slots, terms);
    }
    return settlement;
  }

  private static int candidates(Map<String, Slot> slots) {
    return slots.values().stream().mapToInt(slot -> slot.candidates().size()).sum();
  }

  private static Settlement once(Map<String, Slot> slots, RuleTerms terms) {
    Map<String, Integer> choice = new LinkedHashMap<>();
    slots.forEach(
        (key, slot) -> {
          if (!slot.candidates().isEmpty()) {
            choice.put(key, 0);
          }
        });
    Map<String, List<Rejection>> reasons = new LinkedHashMap<>();
    Links linked = link(slots, choice, terms);
    while (!linked.rejections().isEmpty()) {
      stepDown(slots, choice, linked.rejections(), reasons);
      linked = link(slots, choice, terms);
    }
    Map<String, Slot> settled = new LinkedHashMap<>();
    slots.forEach(
        (key, slot) ->
            settled.put(key, settle(slot, choice.getOrDefault(key, -1), reasons.get(key))));
    return new Settlement(
        settled, linked, reasons.values().stream().flatMap(List::stream).toList());
  }

  private static Links link(Map<String, Slot> slots, Map<String, Integer> choice, RuleTerms terms) {
    List<Draft> chosen = new ArrayList<>();
    choice.forEach((key, which) -> chosen.add(slots.get(key).candidates().get(which)));
    return Links.of(chosen, terms);
  }

  /**
   * Gives way where something does not fit: new versions first, then what has been running, which
   * may fit again once a new version of another has given way.
   */
  private static void stepDown(
      Map<String, Slot> slots,
      Map<String, Integer> choice,
      IdentityHashMap<Draft, List<Rejection>> rejections,
      Map<String, List<Rejection>> reasons) {
    Set<String> newer = new LinkedHashSet<>();
    Set<String> last = new LinkedHashSet<>();
    choice.forEach(
        (key, which) -> {
          List<Draft> candidates = slots.get(key).candidates();
          if (rejections.containsKey(candidates.get(which))) {
            (which + 1 < candidates.size() ? newer : last).add(key);
          }
        });
    for (String key : newer.isEmpty() ? last : newer) {
      List<Draft> candidates = slots.get(key).candidates();
      int which = choice.get(key);
      reasons.putIfAbsent(key, rejections.get(candidates.get(which)));
      if (which + 1 < candidates.size()) {
        choice.put(key, which + 1);
      } else {
        choice.remove(key);
      }
    }
  }

  private static Slot settle(Slot slot, int choice, List<Rejection> reasons) {
    List<Draft> candidates = slot.candidates();
    if (candidates.isEmpty()) {
      return slot;
    }
    Draft newest = candidates.get(0);
    if (choice < 0) {
      return new Slot(Optional.empty(), Optional.of(newest), Optional.of(newest.rejected(reasons)));
    }
    if (choice > 0) {
      return new Slot(slot.running(), Optional.of(newest), Optional.of(newest.rejected(reasons)));
    }
    boolean known = slot.waiting().isEmpty() && slot.status().isPresent();
    return new Slot(
        Optional.of(newest),
        Optional.empty(),
        known ? slot.status() : Optional.of(newest.accepted()));
  }
}
