package io.pixelated.streams.correlation.engine;

import io.pixelated.streams.correlation.KeptAlert;
import io.pixelated.streams.events.Alert;
import io.pixelated.streams.events.AlertState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The provisional alerts of one group. Each one that is announced is either confirmed or withdrawn;
 * what is announced in the same step in which another one is withdrawn replaces it.
 */
final class Announcements {
  private final Map<String, KeptAlert> open = new LinkedHashMap<>();
  private final List<Alert> sent = new ArrayList<>();

  Announcements(List<KeptAlert> announced) {
    for (KeptAlert alert : announced) {
      open.put(alert.id(), alert);
    }
  }

  /** Says that {@code alert} is final, and confirms it if it was announced. */
  void conclude(Alert alert) {
    sent.add(alert);
    if (open.remove(alert.id()) != null) {
      sent.add(alert.in(AlertState.CONFIRMED));
    }
  }

  /** Withdraws what is not in {@code foreseen}, and announces what was not announced before. */
  void foresee(List<KeptAlert> foreseen) {
    if (open.isEmpty() && foreseen.isEmpty()) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    for (KeptAlert alert : foreseen) {
      wanted.add(alert.id());
    }
    Deque<String> withdrawn = new ArrayDeque<>();
    for (KeptAlert alert : List.copyOf(open.values())) {
      if (!wanted.contains(alert.id())) {
        open.remove(alert.id());
        withdrawn.add(alert.id());
        sent.add(alert.alert().in(AlertState.WITHDRAWN));
      }
    }
    for (KeptAlert alert : foreseen) {
      if (!open.containsKey(alert.id())) {
        Alert announced =
            withdrawn.isEmpty() ? alert.alert() : alert.alert().replacing(withdrawn.remove());
        open.put(alert.id(), KeptAlert.of(announced));
        sent.add(announced);
      }
    }
  }

  /** Sends {@code alert}, which stands by itself. */
  void send(Alert alert) {
    sent.add(alert);
  }

  /** What is to be sent, in order. */
  List<Alert> sent() {
    return sent;
  }

  /** What is announced now, by time. */
  List<KeptAlert> open() {
    if (open.isEmpty()) {
      return List.of();
    }
    List<KeptAlert> alerts = new ArrayList<>(open.values());
    alerts.sort(Comparator.comparingLong(KeptAlert::time));
    return alerts;
  }
}
