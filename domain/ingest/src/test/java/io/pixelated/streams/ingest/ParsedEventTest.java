package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedEventTest {
  private static List<String> values(ParsedEvent event, String field) {
    List<String> values = new ArrayList<>();
    for (int value : event.layout().values(field)) {
      values.add(event.kind(value) + " " + event.text(value));
    }
    return values;
  }

  private static List<String> paths(ParsedEvent event) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < event.size(); i++) {
      paths.add(event.path(i) + "=" + event.text(i));
    }
    return paths;
  }

  @Test
  void keepsTypesAndTheSpellingOfNumbers() {
    ParsedEvent event =
        Events.parse("{'t':'x','n':1.50e1,'i':-0,'b':true,'f':false,'z':null,'e':''}");
    assertThat(values(event, "t")).containsExactly("TEXT x");
    assertThat(values(event, "n")).containsExactly("NUMBER 1.50e1");
    assertThat(values(event, "i")).containsExactly("NUMBER -0");
    assertThat(values(event, "b")).containsExactly("BOOLEAN true");
    assertThat(values(event, "f")).containsExactly("BOOLEAN false");
    assertThat(values(event, "e")).containsExactly("TEXT ");
  }

  @Test
  void tellsAbsentFromNull() {
    ParsedEvent event = Events.parse("{'z':null}");
    assertThat(values(event, "z")).containsExactly("NULL null");
    assertThat(event.layout().values("y")).isNull();
    assertThat(event.first("z")).isNull();
  }

  @Test
  void findsNestedAndDottedSpellingsUnderOnePath() {
    assertThat(Events.parse("{'a':{'b':{'c':1}}}").first("a.b.c")).isEqualTo("1");
    assertThat(Events.parse("{'a.b':{'c':1}}").first("a.b.c")).isEqualTo("1");
    assertThat(Events.parse("{'a.b.c':1}").first("a.b.c")).isEqualTo("1");
    assertThat(values(Events.parse("{'a':{'b':1},'a.b':2}"), "a.b"))
        .containsExactly("NUMBER 1", "NUMBER 2");
  }

  @Test
  void givesArraysAsSeveralValues() {
    ParsedEvent event = Events.parse("{'a':['x',2,[true,null]],'o':[{'n':'p'},{'n':'q','m':1}]}");
    assertThat(values(event, "a"))
        .containsExactly("TEXT x", "NUMBER 2", "BOOLEAN true", "NULL null");
    assertThat(values(event, "o.n")).containsExactly("TEXT p", "TEXT q");
    assertThat(values(event, "o.m")).containsExactly("NUMBER 1");
  }

  @Test
  void keepsObjectsAsTheirJson() {
    ParsedEvent event =
        Events.parse("{'p':{'x': {'y' :1} , 'z':'\u00e4'},'e':{},'l':[],'m':[{'k':1}]}");
    assertThat(values(event, "p"))
        .containsExactly("COMPOSITE {\"x\": {\"y\" :1} , \"z\":\"\u00e4\"}");
    assertThat(values(event, "p.x")).containsExactly("COMPOSITE {\"y\" :1}");
    assertThat(values(event, "e")).containsExactly("COMPOSITE {}");
    assertThat(values(event, "m")).containsExactly("COMPOSITE {\"k\":1}");
  }

  @Test
  void knowsAnEmptyArrayAsAFieldWithoutValue() {
    ParsedEvent event = Events.parse("{'l':[ ],'m':[[],1,[2,[]]]}");
    assertThat(event.layout().values("l")).isEmpty();
    assertThat(values(event, "m")).containsExactly("NUMBER 1", "NUMBER 2");
    assertThat(paths(event)).containsExactly("l=[]", "m=[]", "m=1", "m=2", "m=[]");
  }

  @Test
  void keepsEveryValueOfARepeatedKeyAndCountsTheFirst() {
    ParsedEvent event = Events.parse("{'a':1,'a':2,'b':3}");
    assertThat(values(event, "a")).containsExactly("NUMBER 1", "NUMBER 2");
    assertThat(event.first("a")).isEqualTo("1");
  }

  @Test
  void tellsNamesApartByCase() {
    ParsedEvent event =
        Events.parse("{'Channel':'Security','EventID':4688,'ProcessID':4,'ProcessId':'0x1'}");
    assertThat(event.first("ProcessID")).isEqualTo("4");
    assertThat(event.first("ProcessId")).isEqualTo("0x1");
    assertThat(event.layout().values("processid")).isNull();
  }

  @Test
  void listsAllValuesInTheirOrder() {
    ParsedEvent event = Events.parse("{'a':{'b':1},'c':['x','y']}");
    assertThat(paths(event)).containsExactly("a={\"b\":1}", "a.b=1", "c=x", "c=y");
    assertThat(event.layout().name(1)).isEqualTo("b");
  }

  @Test
  void findsAllOfManyFields() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) {
      text.append(i == 0 ? "" : ",").append("'field").append(i).append("':").append(i);
    }
    ParsedEvent event = Events.parse(text + "}");
    for (int i = 0; i < 5_000; i++) {
      assertThat(event.first("field" + i)).isEqualTo(String.valueOf(i));
    }
    assertThat(event.layout().values("field5000")).isNull();
  }

  @Test
  void findsNestedWindowsFieldsByTheirOwnNames() {
    ParsedEvent event =
        Events.parse(
            "{'Event':{'System':{'Provider':{'#attributes':{'Name':'P'}},'EventID':1,'Channel':"
                + "'Microsoft-Windows-Sysmon/Operational','Computer':'c1','Execution':"
                + "{'#attributes':{'ProcessID':9}}},'EventData':{'Image':'i','ProcessId':7}}}");
    assertThat(event.first("Image")).isEqualTo("i");
    assertThat(event.first("Event.EventData.Image")).isEqualTo("i");
    assertThat(event.first("Provider_Name")).isEqualTo("P");
    assertThat(event.first("EventID")).isEqualTo("1");
    assertThat(event.first("Computer")).isEqualTo("c1");
    assertThat(event.first("ProcessId")).isEqualTo("7");
  }

  @Test
  void findsUserDataWhateverItsElementIsCalled() {
    ParsedEvent event =
        Events.parse(
            "{'Event':{'System':{'EventID':{'#text':1102},'Channel':'Security'},'UserData':"
                + "{'LogFileCleared':{'SubjectUserName':'ana'}}}}");
    assertThat(event.first("SubjectUserName")).isEqualTo("ana");
    assertThat(event.first("EventID")).isEqualTo("1102");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'@Name':'%s','#text':'%s'}",
        "{'#attributes':{'Name':'%s'},'#text':'%s'}",
        "{'Name':'%s','Value':'%s'}"
      })
  void findsDataThatCarriesItsNameInsideAList(String data) {
    String system =
        "'System':{'EventID':1,'Channel':'Microsoft-Windows-Sysmon/Operational'},'EventData'";
    for (String image : List.of("a.exe", "b.exe")) {
      ParsedEvent event =
          Events.parse(
              "{'Event':{"
                  + system
                  + ":{'Data':["
                  + data.formatted("Image", image)
                  + ','
                  + data.formatted("Command Line", "c")
                  + ','
                  + data.formatted("EventID", "7")
                  + "]}}}");
      assertThat(event.first("Image")).isEqualTo(image);
      assertThat(event.first("Command Line")).isEqualTo("c");
      assertThat(event.first("CommandLine")).isEqualTo("c");
      assertThat(event.first("EventID")).isEqualTo("1");
      assertThat(event.source().category()).isEqualTo("process_creation");
    }
    ParsedEvent other =
        Events.parse(
            "{'Event':{"
                + system
                + ":{'Data':["
                + data.formatted("ImageLoaded", "d.dll")
                + ','
                + data.formatted("Command Line", "c")
                + ','
                + data.formatted("EventID", "7")
                + "]}}}");
    assertThat(other.layout().values("Image")).isNull();
    assertThat(other.first("ImageLoaded")).isEqualTo("d.dll");
  }

  @Test
  void findsFlatAndWinlogbeatSpellings() {
    ParsedEvent flat =
        Events.parse("{'Channel':'System','EventID':7045,'SourceName':'SCM','Hostname':'h'}");
    assertThat(flat.first("Provider_Name")).isEqualTo("SCM");
    assertThat(flat.first("Computer")).isEqualTo("h");
    ParsedEvent beat =
        Events.parse(
            "{'winlog':{'channel':'Security','event_id':4625,'provider_name':'S','computer_name':"
                + "'h','event_data':{'TargetUserName':'u'}},'process.command_line':'c d'}");
    assertThat(beat.first("Channel")).isEqualTo("Security");
    assertThat(beat.first("EventID")).isEqualTo("4625");
    assertThat(beat.first("TargetUserName")).isEqualTo("u");
    assertThat(beat.first("CommandLine")).isEqualTo("c d");
  }

  @Test
  void servesProcessCreationFromTheSecurityLog() {
    ParsedEvent event =
        Events.parse(
            "{'Channel':'security','EventID':4688,'NewProcessName':'n','ParentProcessName':'p',"
                + "'SubjectUserName':'u'}");
    assertThat(event.first("Image")).isEqualTo("n");
    assertThat(event.first("ParentImage")).isEqualTo("p");
    assertThat(event.first("User")).isEqualTo("u");
    ParsedEvent sysmon =
        Events.parse(
            "{'Channel':'Microsoft-Windows-Sysmon/Operational','EventID':5,'NewProcessName':'n'}");
    assertThat(sysmon.layout().values("Image")).isNull();
  }

  @Test
  void findsDefendersNamesWithSpaces() {
    String channel = "Microsoft-Windows-Windows Defender/Operational";
    ParsedEvent nested =
        Events.parse(
            "{'Event':{'System':{'EventID':1116,'Channel':'"
                + channel
                + "'},'EventData':"
                + "{'Source Name':'Real-Time Protection','Threat Name':'t','Process Name':'p'}}}");
    assertThat(nested.first("SourceName")).isEqualTo("Real-Time Protection");
    assertThat(nested.first("ThreatName")).isEqualTo("t");
    assertThat(nested.first("Threat Name")).isEqualTo("t");
    assertThat(nested.first("ProcessName")).isEqualTo("p");
    ParsedEvent flat =
        Events.parse(
            "{'EventID':1116,'Channel':'"
                + channel
                + "','SourceName':'Defender','Source Name':'User'}");
    assertThat(flat.first("SourceName")).isEqualTo("User");
    assertThat(flat.first("Provider_Name")).isEqualTo("Defender");
  }

  @Test
  void findsClassicPowerShellsDataInTheMessage() {
    ParsedEvent event =
        Events.parse("{'Channel':'Windows PowerShell','EventID':400,'Message':'m'}");
    assertThat(event.first("Data")).isEqualTo("m");
  }

  @Test
  void readsProxyFieldsFromEcs() {
    ParsedEvent event =
        Events.parse(
            "{'event':{'category':['web'],'dataset':'squid.access'},'url':{'full':'u','path':'/p'},"
                + "'user_agent.original':'a','http':{'request':{'method':'GET'}}}");
    assertThat(event.first("c-uri")).isEqualTo("u");
    assertThat(event.first("c-useragent")).isEqualTo("a");
    assertThat(event.first("cs-method")).isEqualTo("GET");
    assertThat(event.first("cs-uri-stem")).isEqualTo("/p");
  }

  @Test
  void readsACommandFromAuditdsArguments() {
    ParsedEvent event =
        Events.parse("{'type':'EXECVE','serial':1,'argc':'3','a0':'dd','a1':'if=/x','a2':'of=/y'}");
    assertThat(event.first("CommandLine")).isEqualTo("dd if=/x of=/y");
    assertThat(event.first("a1")).isEqualTo("if=/x");
    ParsedEvent syscall = Events.parse("{'type':'SYSCALL','serial':1,'a0':'55d','exe':'/bin/dd'}");
    assertThat(syscall.layout().values("CommandLine")).isNull();
    assertThat(syscall.first("Image")).isEqualTo("/bin/dd");
  }
}
