package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** Staff make API tokens with their second factor and use them from the office and the VPN. */
final class NewTokens implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person owner = dice.pick(scene.world().admins());
    Account account = new Account(owner, owner.home(), scene);
    account.login(start);
    Instant time = start.plus(dice.seconds(30, 300));
    account
        .identity("token_create")
        .with("actor.token", ServiceTraffic.token(owner))
        .with("auth.mfa", true)
        .with("token.scope", "reports:read")
        .write(scene, time);
    int calls = dice.between(5, 40);
    for (int i = 0; i < calls; i++) {
      time = time.plus(dice.seconds(2, 60));
      Origin origin = dice.chance(0.7) ? owner.home() : dice.pick(scene.world().staffVpn());
      ServiceTraffic.call(owner, origin, time, "/api/v1/reports/" + dice.hex(4), 200, scene);
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 24;
  }
}
