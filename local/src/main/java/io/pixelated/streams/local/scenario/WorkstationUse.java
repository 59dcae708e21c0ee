package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/** Staff at their Windows machines: logons, office programs, browsers, updaters, group policy. */
final class WorkstationUse implements Traffic {
  private static final String CHROME = "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe";
  private static final String DEFENDER =
      "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18\\MsMpEng.exe";
  private static final List<String> SITES =
      List.of(
          "portal.pixelated.example",
          "intranet.pixelated.example",
          "guidelines.example",
          "news.example");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Workstation machine = dice.pick(scene.world().workstations());
    Desktop desktop = new Desktop(machine, scene);
    Instant time = start;
    if (dice.chance(0.12)) {
      desktop.failedLogon(time);
      time = time.plus(dice.seconds(4, 20));
    }
    desktop.logon(time, dice.chance(0.5) ? 2 : 7);
    int steps = dice.between(3, 9);
    for (int i = 0; i < steps; i++) {
      time = time.plus(dice.seconds(2, 120));
      step(desktop, machine, time, scene);
    }
  }

  private static void step(Desktop desktop, Workstation machine, Instant time, Scene scene) {
    Dice dice = scene.dice();
    String site = dice.pick(SITES);
    String address = "203.0.113." + dice.between(10, 200);
    switch (dice.between(0, 10)) {
      case 0 ->
          desktop.process(
              time, Desktop.WORD, "\"" + Desktop.WORD + "\" /n notes.docx", Desktop.EXPLORER);
      case 1 ->
          desktop.process(
              time,
              CHROME,
              "\"" + CHROME + "\" --single-argument https://" + site,
              dice.chance(0.3) ? Desktop.WORD : Desktop.EXPLORER);
      case 2, 3 -> {
        desktop.dns(time, CHROME, site, address);
        desktop.connection(time.plusMillis(20), CHROME, address, 443, site);
      }
      case 4 -> desktop.library(time, Desktop.WORD, Desktop.SYSTEM32 + "winspool.drv", true);
      case 5 ->
          desktop.file(
              time,
              Desktop.WORD,
              desktop.home() + "\\Documents\\~$notes" + dice.between(1, 99) + ".docx");
      case 6 -> desktop.access(time, DEFENDER, Desktop.SYSTEM32 + "lsass.exe", "0x1010");
      case 7 ->
          desktop.access(
              time,
              Desktop.SYSTEM32 + "svchost.exe",
              Desktop.SYSTEM32 + "lsass.exe",
              dice.chance(0.5) ? "0x1000" : "0x1410");
      case 8 ->
          desktop.process(
              time,
              Desktop.POWERSHELL,
              "powershell.exe -NoProfile -File \\\\pixelated.example\\netlogon\\drives.ps1",
              Desktop.SYSTEM32 + "gpscript.exe");
      case 9 ->
          desktop.registry(
              time,
              Desktop.EXPLORER,
              "HKU\\S-1-5-21\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\RecentDocs\\MRUListEx",
              "Binary Data");
      default -> update(desktop, machine, time, scene);
    }
  }

  /** Programs that update themselves from the profile and register for the next start. */
  private static void update(Desktop desktop, Workstation machine, Instant time, Scene scene) {
    Dice dice = scene.dice();
    String updater =
        desktop.home() + "\\AppData\\Local\\Microsoft\\OneDrive\\OneDriveStandaloneUpdater.exe";
    desktop.process(
        time, updater, "\"" + updater + "\" /reporting", Desktop.SYSTEM32 + "svchost.exe");
    desktop.file(
        time.plusMillis(400),
        updater,
        desktop.home()
            + "\\AppData\\Local\\Microsoft\\OneDrive\\Update\\OneDriveSetup"
            + dice.between(20, 29)
            + ".exe");
    if (dice.chance(0.3)) {
      desktop.registry(
          time.plusMillis(900),
          updater,
          "HKU\\S-1-5-21\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\OneDrive",
          "\"C:\\Users\\"
              + machine.user().login()
              + "\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe\" /background");
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 9.3;
  }
}
