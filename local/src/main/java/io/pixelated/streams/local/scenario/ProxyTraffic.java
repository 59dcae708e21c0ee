package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Web proxies' ECS records of staff browsing; one proxy writes nested objects, one dotted names.
 */
final class ProxyTraffic implements Traffic {
  private static final List<String> SITES =
      List.of(
          "guidelines.example", "journals.example", "news.example", "maps.example", "mail.example");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Workstation machine = dice.pick(scene.world().workstations());
    Instant time = start;
    int requests = dice.between(2, 9);
    for (int i = 0; i < requests; i++) {
      String site = dice.pick(SITES);
      visit(
          machine,
          "https://" + site + "/" + dice.hex(6),
          site,
          machine.user().userAgent(),
          "GET",
          dice.between(400, 200_000),
          time,
          scene);
      time = time.plus(dice.seconds(1, 60));
    }
  }

  static void visit(
      Workstation machine,
      String url,
      String domain,
      String userAgent,
      String method,
      int bytes,
      Instant time,
      Scene scene) {
    boolean dotted = machine.nested();
    Map<String, Object> flat = new LinkedHashMap<>();
    flat.put("@timestamp", PlatformLog.MILLIS.format(time));
    flat.put("ecs.version", "8.17.0");
    flat.put("event.kind", "event");
    flat.put("event.category", List.of("web"));
    flat.put("event.dataset", "proxy.access");
    flat.put("event.id", scene.dice().uuid());
    flat.put("observer.hostname", "proxy-" + (dotted ? 2 : 1) + "." + scene.world().name());
    flat.put("source.ip", machine.ip());
    flat.put("host.name", machine.host());
    flat.put("user.name", machine.user().login());
    flat.put("url.full", url);
    flat.put("url.domain", domain);
    flat.put("url.path", url.substring(url.indexOf('/', "https://".length())));
    flat.put("http.request.method", method);
    flat.put("http.response.status_code", 200);
    flat.put("http.response.bytes", bytes);
    flat.put("user_agent.original", userAgent);
    if (dotted) {
      scene.write(time, machine.host(), flat);
      return;
    }
    Fields nested = new Fields();
    flat.forEach(nested::put);
    scene.write(time, machine.host(), nested.asMap());
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 5.5;
  }
}
