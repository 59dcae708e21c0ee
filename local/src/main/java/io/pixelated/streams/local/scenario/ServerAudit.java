package io.pixelated.streams.local.scenario;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Linux servers' audit records: maintenance, cron, monitoring, deployments. */
final class ServerAudit implements Traffic {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("/usr/bin/systemctl", "status", "app"),
          List.of("/usr/bin/journalctl", "-u", "app", "-n", "100"),
          List.of("/usr/sbin/logrotate", "/etc/logrotate.conf"),
          List.of("/usr/bin/curl", "-sf", "http://localhost:8080/health"),
          List.of("/usr/bin/apt-get", "-qq", "update"),
          List.of("/usr/bin/rsync", "-a", "/srv/app/", "/backup/app/"),
          List.of("/usr/bin/find", "/var/log", "-mtime", "+30"));

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    String server = dice.pick(scene.world().servers());
    Instant time = start;
    int commands = dice.between(1, 3);
    for (int i = 0; i < commands; i++) {
      execute(server, dice.pick(COMMANDS), dice.chance(0.8) ? "root" : "deploy", time, scene);
      time = time.plus(dice.seconds(1, 60));
    }
  }

  /** The records of one {@code execve}: SYSCALL, EXECVE, CWD and PATH under one serial. */
  static void execute(String server, List<String> command, String user, Instant time, Scene scene) {
    Dice dice = scene.dice();
    int serial = dice.between(10_000, 999_999);
    String exe = command.get(0);
    Map<String, Object> syscall = record("SYSCALL", server, serial, time);
    syscall.put("arch", "c000003e");
    syscall.put("syscall", "59");
    syscall.put("success", "yes");
    syscall.put("exit", "0");
    syscall.put("ppid", String.valueOf(dice.between(300, 9_000)));
    syscall.put("pid", String.valueOf(dice.between(9_001, 60_000)));
    syscall.put("auid", user.equals("root") ? "0" : "1001");
    syscall.put("uid", user.equals("root") ? "0" : "1001");
    syscall.put("AUID", user);
    syscall.put("UID", user);
    syscall.put("tty", "(none)");
    syscall.put("comm", exe.substring(exe.lastIndexOf('/') + 1));
    syscall.put("exe", exe);
    syscall.put("key", "exec");
    scene.write(time, server, syscall);
    Map<String, Object> execve = record("EXECVE", server, serial, time);
    execve.put("argc", String.valueOf(command.size()));
    for (int i = 0; i < command.size(); i++) {
      execve.put("a" + i, command.get(i));
    }
    scene.write(time, server, execve);
    Map<String, Object> cwd = record("CWD", server, serial, time);
    cwd.put("cwd", "/");
    scene.write(time, server, cwd);
    Map<String, Object> path = record("PATH", server, serial, time);
    path.put("item", "0");
    path.put("name", exe);
    path.put("nametype", "NORMAL");
    scene.write(time, server, path);
  }

  private static Map<String, Object> record(String type, String server, int serial, Instant time) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("type", type);
    record.put("node", server);
    record.put("timestamp", BigDecimal.valueOf(time.toEpochMilli(), 3));
    record.put("serial", serial);
    return record;
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.STEADY;
  }

  @Override
  public double records() {
    return 8;
  }
}
