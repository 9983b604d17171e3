//! The page on which findings are decided: what it refuses, and what it writes.

use crate::tool::{factlint, folder};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

const TABLE: &str = "id,subject,property,value,unit,as_of,source\nn.pop,Norland,population,5000,people,2020,Census office\n";
const STORY: &str = "The population of Norland was 7,000 in 2020.\n\nThe harbour was opened on Friday, 7 August 2025.\n";

/// A page that is being served.
struct Page {
    child: Child,
    port: u16,
    token: String,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: its status, its headers, its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

impl Page {
    fn serve(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = factlint();
        command.current_dir(folder).args(["review", "--web", "--references", "t.csv", "--who", "Ada"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the tool starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("an address");
        let (port, token) = line.trim().strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once("/?token=")).expect("an address");
        Page { port: port.parse().expect("a port"), token: token.to_owned(), child }
    }

    /// Sends what stands there, and nothing else.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("an answer");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    /// A request as the page sends it, with headers put in place of its own.
    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let origin = format!("http://{host}");
        let mut all = vec![
            ("host", host.as_str()),
            ("origin", origin.as_str()),
            ("sec-fetch-site", "same-origin"),
            ("x-factlint-token", self.token.as_str()),
            ("content-type", "application/json"),
        ];
        for header in headers {
            all.retain(|(name, _)| *name != header.0);
            all.push(*header);
        }
        let lines: Vec<String> = all.iter().filter(|h| !h.1.is_empty()).map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.raw(&format!("{method} {path} HTTP/1.1\r\n{}connection: close\r\ncontent-length: {}\r\n\r\n{body}", lines.concat(), body.len()))
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], &body.to_string())
    }

    fn state(&self) -> Value {
        self.get("/api/state").json()
    }

    /// The article and the finding with so many numbers in the state's order, and the versions.
    fn target(&self, number: usize) -> Value {
        let state = self.state();
        let (article, known) = state["articles"].as_object().and_then(|a| a.iter().next()).expect("an article");
        let finding = known["findings"].as_object().and_then(|f| f.keys().nth(number)).expect("a finding");
        json!({"article": article, "finding": finding, "who": "Ada", "version": state["ledger"], "ledger": state["ledger"]})
    }

    /// The target of the finding about a number, as the page's own note says.
    fn about(&self, words: &str) -> Value {
        let page = self.send("GET", &format!("/?token={}", self.token), &[], "").body;
        let note = page.split("<details class=\"note").find(|n| n.contains(&format!("<q>{words}</q>"))).expect("a note");
        let finding = note.split("data-finding=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a finding");
        let mut target = self.target(0);
        target["finding"] = json!(finding);
        target
    }
}

fn with(mut target: Value, more: &Value) -> Value {
    for (key, value) in more.as_object().expect("an object") {
        target[key] = value.clone();
    }
    target
}

fn desk() -> tempfile::TempDir {
    folder(&[("a.md", STORY.as_bytes()), ("t.csv", TABLE.as_bytes()), ("secret.txt", b"The population of Norland was 9,000 in 2020.\n")])
}

fn ledger(folder: &Path) -> String {
    fs::read_to_string(folder.join("factlint-decisions.jsonl")).unwrap_or_default()
}

fn accept() -> Value {
    json!({"decision": "accept"})
}

#[test]
fn a_request_from_elsewhere_is_refused_whatever_it_asks() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    let decision = with(page.target(0), &accept()).to_string();
    let port = page.port;
    let foreign: Vec<(String, Vec<(&str, String)>)> = vec![
        ("a foreign Host".into(), vec![("host", format!("evil.example:{port}"))]),
        ("a Host without the port".into(), vec![("host", "127.0.0.1".into())]),
        ("no Host".into(), vec![("host", String::new())]),
        ("a foreign Origin".into(), vec![("origin", "https://evil.example".into())]),
        ("an Origin of another port".into(), vec![("origin", "http://127.0.0.1:1".into())]),
        ("an Origin that is null".into(), vec![("origin", "null".into())]),
        ("a request across sites".into(), vec![("sec-fetch-site", "cross-site".into())]),
        ("a request from the same site".into(), vec![("sec-fetch-site", "same-site".into())]),
        ("no token".into(), vec![("x-factlint-token", String::new())]),
        ("a wrong token".into(), vec![("x-factlint-token", "0".repeat(32))]),
        ("the cookie alone".into(), vec![("x-factlint-token", String::new()), ("cookie", format!("factlint-{port}={}", page.token))]),
    ];
    for (what, headers) in &foreign {
        let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
        for (method, path) in [("GET", "/api/state"), ("GET", "/api/version"), ("POST", "/api/decide"), ("POST", "/api/fix"), ("POST", "/api/draft")] {
            let answer = page.send(method, path, &headers, if method == "POST" { &decision } else { "" });
            // the server itself refuses a request without a host
            assert!([400, 403].contains(&answer.status), "{what}: {method} {path}: {}", answer.status);
            assert!(!answer.body.contains("findings"), "{what}");
        }
    }
    assert_eq!(ledger(folder.path()), "", "nothing was written");
    assert_eq!(page.send("POST", "/api/decide", &[], &decision).status, 200, "and what comes from the page is done");
}

#[test]
fn the_page_wants_the_token_or_the_cookie_that_it_gave() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    let none = ("x-factlint-token", "");
    assert_eq!(page.send("GET", "/", &[none], "").status, 403);
    assert_eq!(page.send("GET", "/?token=0123", &[none], "").status, 403);
    let first = page.send("GET", &format!("/?token={}", page.token), &[none], "");
    let cookie = first.head.lines().find_map(|l| l.strip_prefix("set-cookie: ")).expect("a cookie");
    assert!(cookie.contains("httponly") && cookie.contains("samesite=strict"), "{cookie}");
    let pair = cookie.split(';').next().expect("a pair");
    assert_eq!(page.send("GET", "/?level=error", &[none, ("cookie", pair)], "").status, 200);
    assert_eq!(page.send("GET", "/", &[none, ("cookie", pair), ("sec-fetch-site", "cross-site")], "").status, 403);
    let policy = first.head.lines().find(|l| l.starts_with("content-security-policy: ")).expect("a policy");
    for part in ["default-src 'none'", "script-src 'sha256-", "connect-src 'self'", "frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("script-src 'unsafe-inline'") && first.head.contains("cache-control: no-store") && first.head.contains("nosniff"));
}

#[test]
fn no_path_leads_out_of_what_was_named() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    for path in [
        "/../secret.txt",
        "/secret.txt",
        "/..%2fsecret.txt",
        "/api/article/..%2f..%2fsecret.txt",
        "/api/article/../../secret.txt",
        "/api/article/secret.txt",
        "//etc/passwd",
    ] {
        let answer = page.get(path);
        assert!([400, 404].contains(&answer.status) && !answer.body.contains("9,000"), "{path}: {} {}", answer.status, answer.body);
    }
    let target = page.target(0);
    for article in ["../secret.txt", "secret.txt", "/etc/passwd", "a.md"] {
        let asked = with(target.clone(), &json!({"article": article, "decision": "accept", "right": "5,000"}));
        for path in ["/api/decide", "/api/fix", "/api/unfix", "/api/undo", "/api/draft"] {
            assert_eq!(page.post(path, &asked).status, 404, "{path} of {article}");
        }
    }
    assert_eq!(ledger(folder.path()), "");
}

#[cfg(unix)]
#[test]
fn a_link_that_was_put_in_an_articles_place_is_not_written_through() {
    let folder = desk();
    fs::create_dir(folder.path().join("in")).expect("a folder");
    fs::copy(folder.path().join("a.md"), folder.path().join("in/a.md")).expect("a copy");
    fs::write(folder.path().join("outside.md"), STORY).expect("a file");
    let page = Page::serve(folder.path(), &["in"]);
    let target = page.about("7,000");
    let version = page.state()["articles"][target["article"].as_str().expect("an id")]["version"].clone();
    fs::remove_file(folder.path().join("in/a.md")).expect("removed");
    std::os::unix::fs::symlink(folder.path().join("outside.md"), folder.path().join("in/a.md")).expect("a link");
    let answer = page.post("/api/fix", &with(target, &json!({"right": "5,000", "version": version})));
    assert_eq!(answer.status, 403, "{}", answer.body);
    assert_eq!(fs::read_to_string(folder.path().join("outside.md")).expect("a file"), STORY);
}

#[test]
fn a_decision_on_an_outdated_ledger_is_refused_and_nobodys_is_lost() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    let (one, other) = (page.target(0), page.target(1));
    let first = page.post("/api/decide", &with(one, &accept()));
    assert_eq!(first.status, 200, "{}", first.body);
    let late = page.post("/api/decide", &with(other.clone(), &json!({"decision": "dismiss", "reason": "quoted", "who": "Bo"})));
    assert!(late.status == 409 && late.json()["error"].as_str().is_some_and(|e| e.contains("the ledger changed")), "{}", late.body);
    assert_eq!(ledger(folder.path()).lines().count(), 1);
    // with the version that is there now it is done
    let now = page.target(1);
    assert_eq!(page.post("/api/decide", &with(now, &json!({"decision": "dismiss", "reason": "quoted", "who": "Bo"}))).status, 200);
    let text = ledger(folder.path());
    assert!(text.contains(r#""who":"Ada""#) && text.contains(r#""who":"Bo""#), "{text}");
    // what another process writes counts too
    let stale = page.target(0);
    let arguments = ["decide", "a.md", "--references", "t.csv", "--code", "FL", "--reopen", "--who", "Cy", "--when", "2025-08-08"];
    assert!(factlint().current_dir(folder.path()).args(arguments).output().expect("it runs").status.success());
    assert_eq!(page.post("/api/undo", &stale).status, 409);
    assert_eq!(
        page.state()["articles"]
            .as_object()
            .expect("articles")
            .values()
            .flat_map(|a| a["findings"].as_object().expect("findings").values())
            .filter(|f| f["open"] == true)
            .count(),
        2
    );
}

#[test]
fn a_number_is_put_right_in_the_file_once_and_on_the_version_that_was_seen() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    let target = page.about("7,000");
    let article = target["article"].as_str().expect("an id").to_owned();
    let seen = page.state()["articles"][&article]["version"].clone();
    let fix = with(target.clone(), &json!({"right": "5,000", "version": seen}));
    let done = page.post("/api/fix", &fix);
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).expect("a file"), STORY.replace("7,000", "5,000"));
    let said = done.json();
    assert!(
        said["diff"].as_str().is_some_and(|d| d.contains("-The population of Norland was 7,000") && d.contains("+The population of Norland was 5,000")),
        "{said}"
    );
    assert!(said["still"] == json!([]) && said["section"].as_str().is_some_and(|s| s.contains(&format!("id=\"{article}\""))), "{said}");
    assert!(ledger(folder.path()).contains(r#""decision":"accept""#));
    // the same again, with what was seen before
    let again = page.post("/api/fix", &fix);
    assert_eq!(again.status, 409, "{}", again.body);
    // and back
    let now = page.state()["articles"][&article]["version"].clone();
    let back = page.post("/api/unfix", &with(target.clone(), &json!({"version": now})));
    assert_eq!((back.status, fs::read_to_string(folder.path().join("a.md")).expect("a file")), (200, STORY.to_owned()), "{}", back.body);
    // somebody else saves the file meanwhile
    let seen = page.state()["articles"][&article]["version"].clone();
    fs::write(folder.path().join("a.md"), format!("Norland.\n\n{STORY}")).expect("a file");
    let late = page.post("/api/fix", &with(page.about("7,000"), &json!({"right": "5,000", "version": seen})));
    assert!(late.status == 409 && late.json()["article"] == true, "{}", late.body);
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).expect("a file"), format!("Norland.\n\n{STORY}"));
    let markup = page.about("7,000");
    let seen = page.state()["articles"][&article]["version"].clone();
    assert_eq!(page.post("/api/fix", &with(markup, &json!({"right": "<b>5</b>", "version": seen}))).status, 422);
}

#[test]
fn a_row_is_drafted_once_and_unconfirmed() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    let target = page.about("7,000");
    for _ in 0..2 {
        assert_eq!(page.post("/api/draft", &target).status, 200);
    }
    let drafts = fs::read_to_string(folder.path().join("factlint-drafts.csv")).expect("drafts");
    assert!(drafts.lines().count() == 2 && drafts.contains("Norland,population") && drafts.contains(",unconfirmed,\"7,000\""), "{drafts}");
}

#[test]
fn a_page_for_reading_lets_nothing_be_written() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md", "--read-only"]);
    let asked = with(page.target(0), &json!({"decision": "accept", "right": "5,000"}));
    for path in ["/api/decide", "/api/undo", "/api/fix", "/api/unfix", "/api/draft"] {
        assert_eq!(page.post(path, &asked).status, 403, "{path}");
    }
    assert_eq!((ledger(folder.path()), fs::read_to_string(folder.path().join("a.md")).expect("a file")), (String::new(), STORY.to_owned()));
    assert!(page.send("GET", &format!("/?token={}", page.token), &[], "").body.contains("data-read-only"));
}

#[test]
fn what_cannot_be_decided_is_said_and_nothing_ends_the_page() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    let target = page.target(0);
    for (body, status) in [
        (with(target.clone(), &json!({"decision": "dismiss"})).to_string(), 422),
        (with(target.clone(), &json!({"decision": "waive", "reason": "x"})).to_string(), 422),
        (with(target.clone(), &json!({"decision": "accept", "who": " "})).to_string(), 422),
        (with(target.clone(), &json!({"decision": "burn"})).to_string(), 422),
        (with(target.clone(), &json!({"decision": "accept", "finding": "0"})).to_string(), 409),
        ("{".to_owned(), 400),
        (format!("\"{}\"", "x".repeat(70_000)), 413),
    ] {
        let answer = page.send("POST", "/api/decide", &[], &body);
        assert_eq!(answer.status, status, "{}", answer.body);
        assert!(answer.json()["error"].as_str().is_some_and(|e| !e.is_empty()));
    }
    assert_eq!(page.send("POST", "/api/decide", &[("content-type", "text/plain")], &with(target, &accept()).to_string()).status, 415);
    assert_eq!(page.send("DELETE", "/api/decide", &[], "").status, 405);
    fs::write(folder.path().join("factlint-decisions.jsonl"), "<<<<<<< ours\n").expect("a ledger");
    let broken = page.get("/api/state");
    assert!(broken.status == 500 && broken.body.contains("a merge was left open"), "{}", broken.body);
    fs::remove_file(folder.path().join("factlint-decisions.jsonl")).expect("removed");
    assert_eq!(page.get("/api/state").status, 200);
}

#[cfg(unix)]
#[test]
fn it_listens_to_this_machine_alone() {
    let folder = desk();
    let page = Page::serve(folder.path(), &["a.md"]);
    let wanted = format!("{:04X}", page.port);
    let listening: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .flat_map(|table| table.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| line.split_whitespace().nth(1).map(str::to_owned).filter(|_| line.split_whitespace().nth(3) == Some("0A")))
        .filter(|address| address.ends_with(&format!(":{wanted}")))
        .collect();
    if Path::new("/proc/net/tcp").exists() {
        assert_eq!(listening, [format!("0100007F:{wanted}")]);
    }
}

#[test]
fn lines_of_a_file_are_articles_that_are_decided_but_not_written_to() {
    let line = |id: &str| format!("{}\n", json!({"id": id, "text": "The population of Norland was 7,000 in 2020."}));
    let folder = folder(&[("w.jsonl", (line("one") + &line("two")).as_bytes()), ("t.csv", TABLE.as_bytes())]);
    let page = Page::serve(folder.path(), &["w.jsonl"]);
    let state = page.state();
    let articles = state["articles"].as_object().expect("articles");
    assert_eq!(articles.len(), 2);
    let (id, article) = articles.iter().next().expect("an article");
    let finding = article["findings"].as_object().and_then(|f| f.keys().next()).expect("a finding");
    let target = json!({"article": id, "finding": finding, "who": "Ada", "version": article["version"], "ledger": state["ledger"], "right": "5,000"});
    let refused = page.post("/api/fix", &target);
    assert!(refused.status == 422 && refused.body.contains("a line of a file that something else writes"), "{}", refused.body);
    assert_eq!(page.post("/api/decide", &with(target.clone(), &json!({"version": state["ledger"], "decision": "accept"}))).status, 200);
    // the other writes its file anew, in another order
    fs::write(folder.path().join("w.jsonl"), line("zero") + &line("two") + &line("one")).expect("a file");
    let after = page.state();
    let open: Vec<bool> = after["articles"]
        .as_object()
        .expect("articles")
        .iter()
        .map(|(other, a)| (other == id) != a["findings"].as_object().is_some_and(|f| f.values().all(|f| f["open"] == true)))
        .collect();
    assert_eq!(open, [true, true], "one is decided, the other is open: {after}");
}
