//! Bytes in, matches out with rsigma: rival RULES EVENTS [plain|bloom|ac]
//!
//! An event is given the log source that its channel says, as rsigma's own pipeline for Sysmon expects.

use rsigma_eval::{Engine, JsonEvent};
use rsigma_parser::LogSource;
use serde_json::Value;
use std::collections::HashMap;
use std::time::Instant;

fn cpu_seconds() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The services that Sigma knows, by a part of the channel's name.
const SERVICES: &[(&str, &str)] = &[
    ("sysmon", "sysmon"),
    ("powershell/operational", "powershell"),
    ("windows powershell", "powershell-classic"),
    ("security", "security"),
    ("windows defender", "windefend"),
    ("wmi-activity", "wmi"),
    ("taskscheduler", "taskscheduler"),
    ("bits-client", "bits-client"),
    ("firewall with advanced security", "firewall-as"),
    ("terminalservices-localsessionmanager", "terminalservices-localsessionmanager"),
    ("dns-client", "dns-client"),
    ("application", "application"),
    ("system", "system"),
];

fn log_source(event: &Value, known: &mut HashMap<String, LogSource>) -> LogSource {
    let channel = event.get("Channel").or_else(|| event.get("log_name")).and_then(Value::as_str);
    let Some(channel) = channel else {
        return LogSource::default();
    };
    if let Some(found) = known.get(channel) {
        return found.clone();
    }
    let lower = channel.to_lowercase();
    let service = SERVICES.iter().find(|(part, _)| lower.contains(part)).map(|(_, s)| s.to_string());
    let source = LogSource {
        product: Some("windows".to_string()),
        service: service.or(Some(lower)),
        ..LogSource::default()
    };
    known.insert(channel.to_string(), source.clone());
    source
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let mode = arguments.get(3).map_or("plain", String::as_str);

    let start = Instant::now();
    let rules = rsigma_parser::parse_sigma_directory(std::path::Path::new(&arguments[1])).expect("rules");
    let mut engine = Engine::new();
    let mut sysmon = rsigma_eval::resolve_builtin_pipeline("sysmon").expect("known").expect("valid");
    // its last step makes every Windows rule one for Sysmon; without it, rules for other channels work as well
    sysmon.transformations.retain(|item| !format!("{:?}", item.transformation).starts_with("ChangeLogsource"));
    engine.add_pipeline(sysmon);
    let refused = engine.add_rules(&rules.rules);
    match mode {
        "bloom" => engine.set_bloom_prefilter(true),
        "ac" => engine.set_cross_rule_ac(true),
        _ => {}
    }
    println!(
        "{mode}: {} rules in {:.2} s; {} files refused, {} rules refused",
        engine.rule_count(),
        start.elapsed().as_secs_f64(),
        rules.errors.len(),
        refused.len()
    );

    let bytes = std::fs::read(&arguments[2]).expect("events");
    let lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).collect();

    let cpu = cpu_seconds();
    let mut parsed = 0;
    for line in &lines {
        parsed += usize::from(serde_json::from_slice::<Value>(line).is_ok());
    }
    let parse = cpu_seconds() - cpu;

    let mut known = HashMap::new();
    let mut matches = 0;
    let cpu = cpu_seconds();
    for line in &lines {
        if let Ok(event) = serde_json::from_slice::<Value>(line) {
            let source = log_source(&event, &mut known);
            matches += engine.evaluate_pruned(&JsonEvent::borrow(&event), &source).len();
        }
    }
    let all = cpu_seconds() - cpu;
    println!(
        "{mode}: {} events, {parsed} parsed; {:.0} events/s of CPU, {:.0} only parsing; {matches} matches",
        lines.len(),
        lines.len() as f64 / all,
        lines.len() as f64 / parse
    );
}
