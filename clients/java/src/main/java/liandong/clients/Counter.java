package liandong.clients;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.io.File;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import liandong.casefile.v1.Casefile.DnaRole;
import liandong.casefile.v1.CasefileServiceGrpc;
import liandong.casefile.v1.CasefileServiceOuterClass.RegisterDnaSampleRequest;
import liandong.clue.v1.ClueOuterClass.Clue;
import liandong.clue.v1.ClueOuterClass.ClueChannel;
import liandong.clue.v1.ClueOuterClass.ClueKind;
import liandong.clue.v1.ClueOuterClass.ClueState;
import liandong.clue.v1.ClueServiceGrpc;
import liandong.clue.v1.ClueOuterClass.ClueEvent;
import liandong.clue.v1.ClueServiceOuterClass.ReportClueRequest;
import liandong.clue.v1.ClueServiceOuterClass.WatchCluesRequest;
import liandong.common.v1.PersonOuterClass.Document;
import liandong.common.v1.PersonOuterClass.DocumentType;
import liandong.common.v1.PersonOuterClass.Person;
import liandong.common.v1.PersonOuterClass.Sex;
import liandong.registration.v1.Registration.Check;
import liandong.registration.v1.RegistrationServiceGrpc;
import liandong.registration.v1.RegistrationServiceOuterClass.CheckMarriageRequest;

/**
 * A marriage counter's system: reports a clue and follows it until it is assigned, checks a couple, is refused. Prints a
 * line of JSON for each. Arguments: --pki=DIRECTORY --clue=HOST:PORT --casefile=HOST:PORT --registration=HOST:PORT.
 */
public final class Counter {
  private static final String AGENCY = "civil-affairs";
  private static final String OPERATOR = "CIV-001";
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private Counter() {}

  private static void say(String... what) {
    Map<String, String> line = new LinkedHashMap<>();
    for (int i = 0; i < what.length; i += 2) line.put(what[i], what[i + 1]);
    System.out.println(JSON.toJson(line));
  }

  private static void reportAndFollow(Channel channel) throws Exception {
    ReportClueRequest report =
        ReportClueRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setChannel(ClueChannel.CLUE_CHANNEL_MANDATORY_REPORT)
            .setKind(ClueKind.CLUE_KIND_WOMAN_TRAFFICKING)
            .setDescription("登记时女方神情紧张，不能自述身份")
            .build();
    var clues = ClueServiceGrpc.newBlockingStub(channel);
    Clue clue = Calls.call(Calls.as(clues, "3-3-4", OPERATOR), stub -> stub.reportClue(report));
    say("reported", clue.getState().name(), "clue", clue.getName());
    var watching = Calls.as(clues, "6-9", OPERATOR);
    Calls.follow(
        token -> watching.watchClues(WatchCluesRequest.newBuilder().setResumeToken(token).build()),
        ClueEvent::getResumeToken,
        event -> {
          if (!event.getClue().equals(clue.getName())) return false;
          say("event", event.getState().name());
          return event.getState() == ClueState.CLUE_STATE_ASSIGNED;
        });
  }

  private static Person person(String name, Sex sex, String birth, String number) {
    Document document =
        Document.newBuilder().setType(DocumentType.DOCUMENT_TYPE_IDENTITY_NUMBER).setNumber(number).build();
    return Person.newBuilder()
        .setName(name)
        .setSex(sex)
        .setBirthDate(birth)
        .setNationality("CHN")
        .setDocument(document)
        .build();
  }

  private static void checkCouple(Channel channel) throws Exception {
    // Invented people.
    CheckMarriageRequest couple =
        CheckMarriageRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .addParties(person("程晓梅", Sex.SEX_FEMALE, "1995-05-05", "530102199505050007"))
            .addParties(person("梁志强", Sex.SEX_MALE, "1984-07-05", "510104198407050032"))
            .build();
    var counter = Calls.as(RegistrationServiceGrpc.newBlockingStub(channel), "3-3-4", OPERATOR);
    Check check = Calls.call(counter, stub -> stub.checkMarriage(couple));
    // Only CLEAR allows the registration to proceed. No answer is not CLEAR.
    say("outcome", check.getOutcome().name());
  }

  private static void askWhatIsNotOurs(Channel channel) throws Exception {
    RegisterDnaSampleRequest sample =
        RegisterDnaSampleRequest.newBuilder()
            .setRole(DnaRole.DNA_ROLE_SUSPECTED_CHILD)
            .setSubject("victimFiles/x")
            .setKitNumber("K-1")
            .build();
    try {
      var casefile = Calls.as(CasefileServiceGrpc.newBlockingStub(channel), "4-5", OPERATOR);
      Calls.call(casefile, stub -> stub.registerDnaSample(sample));
    } catch (Refused refused) {
      say("refused", refused.code, "reason", refused.reason, "clause", refused.clause, "message", refused.inChinese);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> where =
        new HashMap<>(
            Map.of(
                "pki", ".dev/pki",
                "clue", "localhost:7401",
                "casefile", "localhost:7402",
                "registration", "localhost:7403"));
    for (String argument : arguments) {
      String[] parts = argument.replaceFirst("^--", "").split("=", 2);
      if (parts.length != 2 || where.replace(parts[0], parts[1]) == null) {
        throw new IllegalArgumentException("unknown argument " + argument);
      }
    }
    File pki = new File(where.get("pki"));
    ManagedChannel clue = Calls.connect(pki, AGENCY, where.get("clue"));
    ManagedChannel registration = Calls.connect(pki, AGENCY, where.get("registration"));
    ManagedChannel casefile = Calls.connect(pki, AGENCY, where.get("casefile"));
    try {
      reportAndFollow(clue);
      checkCouple(registration);
      askWhatIsNotOurs(casefile);
    } finally {
      // This also ends the watch, which is still open.
      for (ManagedChannel channel : List.of(clue, registration, casefile)) channel.shutdownNow();
    }
  }
}
