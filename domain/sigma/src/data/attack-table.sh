#!/usr/bin/env bash
# Writes the table of ATT&CK ids that rule tags are checked against, from MITRE's STIX bundle:
#   domain/sigma/src/data/attack-table.sh enterprise-attack-18.1.json.gz 18.1 \
#     > domain/sigma/src/main/resources/io/pixelated/streams/sigma/attack/attack.tsv
# Needs jq. Only facts are taken over: ids, names, tactics, and what replaced a revoked id. What a later version changed
# before its bundle could be had is kept by hand in attack-changes.tsv, of the same form.
set -euo pipefail
bundle=$1 version=$2

cat << END
# MITRE ATT&CK Enterprise $version: ids, names, tactics, state. Written by src/data/attack-table.sh; do not edit.
# (c) 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.
# ATT&CK is a registered trademark of The MITRE Corporation; its terms of use: https://attack.mitre.org/resources/terms-of-use
END
gzip -cdf "$bundle" | jq -r '
  def mitre: [.external_references[]? | select(.source_name == "mitre-attack") | .external_id][0];
  (.objects | map(select(.type == "x-mitre-tactic" or .type == "attack-pattern" or .type == "intrusion-set"
    or .type == "malware" or .type == "tool" or .type == "campaign") | select(mitre))) as $all
  | ($all | map({key: .id, value: mitre}) | from_entries) as $ids
  | (.objects | map(select(.type == "relationship" and .relationship_type == "revoked-by"))
      | map({key: .source_ref, value: $ids[.target_ref]}) | from_entries) as $successors
  | $all[]
  | [ mitre, .name,
      (if .type == "x-mitre-tactic" then .x_mitre_shortname
       else [.kill_chain_phases[]? | select(.kill_chain_name == "mitre-attack") | .phase_name] | join(",") end),
      (if .revoked then "revoked:" + ($successors[.id] // "")
       elif .x_mitre_deprecated then "deprecated" else "" end) ]
  | @tsv' | LC_ALL=C sort
