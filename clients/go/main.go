// The system of a marriage counter: it reports a clue and follows it until it is assigned, checks a couple, and makes a call
// that is refused. It prints a line of JSON for each.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"log"
	"os"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/grpc"

	"liandong/clients/go/calls"
	casefile "liandong/clients/go/contracts/liandong/casefile/v1"
	clue "liandong/clients/go/contracts/liandong/clue/v1"
	common "liandong/clients/go/contracts/liandong/common/v1"
	registration "liandong/clients/go/contracts/liandong/registration/v1"
)

const (
	agency   = "civil-affairs"
	operator = "CIV-001"
)

func say(what map[string]any) {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(what); err != nil {
		log.Fatal(err)
	}
}

func reportAndFollow(clues clue.ClueServiceClient) error {
	reported, err := calls.Call(calls.For(context.Background(), "3-3-4", operator), clues.ReportClue, &clue.ReportClueRequest{
		RequestId: uuid.NewString(), Channel: clue.ClueChannel_CLUE_CHANNEL_MANDATORY_REPORT,
		Kind: clue.ClueKind_CLUE_KIND_WOMAN_TRAFFICKING, Description: "登记时女方神情紧张，不能自述身份"})
	if err != nil {
		return err
	}
	say(map[string]any{"reported": reported.State.String(), "clue": reported.Name})
	ctx, cancel := context.WithCancel(calls.For(context.Background(), "6-9", operator))
	defer cancel()
	watch := func(token string) (calls.Receiver[*clue.ClueEvent], error) {
		return clues.WatchClues(ctx, &clue.WatchCluesRequest{ResumeToken: token}, grpc.WaitForReady(true))
	}
	return calls.Follow(watch, func(event *clue.ClueEvent) bool {
		if event.Clue != reported.Name {
			return false
		}
		say(map[string]any{"event": event.State.String()})
		return event.State == clue.ClueState_CLUE_STATE_ASSIGNED
	})
}

// Invented people.
func couple() []*common.Person {
	person := func(name string, sex common.Sex, birth, number string) *common.Person {
		return &common.Person{Name: name, Sex: sex, BirthDate: birth, Nationality: "CHN",
			Document: &common.Document{Type: common.DocumentType_DOCUMENT_TYPE_IDENTITY_NUMBER, Number: number}}
	}
	return []*common.Person{person("程晓梅", common.Sex_SEX_FEMALE, "1995-05-05", "530102199505050007"),
		person("梁志强", common.Sex_SEX_MALE, "1984-07-05", "510104198407050032")}
}

func checkCouple(counter registration.RegistrationServiceClient) error {
	check, err := calls.Call(calls.For(context.Background(), "3-3-4", operator), counter.CheckMarriage,
		&registration.CheckMarriageRequest{RequestId: uuid.NewString(), Parties: couple()})
	if err == nil {
		// Only CLEAR allows the registration to proceed. No answer is not CLEAR.
		say(map[string]any{"outcome": check.Outcome.String()})
	}
	return err
}

func askWhatIsNotOurs(cases casefile.CasefileServiceClient) error {
	_, err := calls.Call(calls.For(context.Background(), "4-5", operator), cases.RegisterDnaSample,
		&casefile.RegisterDnaSampleRequest{Role: casefile.DnaRole_DNA_ROLE_SUSPECTED_CHILD, Subject: "victimFiles/x", KitNumber: "K-1"})
	var refused *calls.Refused
	if errors.As(err, &refused) {
		say(map[string]any{"refused": code.Code(refused.Code).String(), "reason": refused.Reason, "clause": refused.Clause,
			"message": refused.InChinese})
		return nil
	}
	return err
}

func main() {
	pki := flag.String("pki", ".dev/pki", "directory with ca.crt and the agency's .crt and .key")
	clueAddress := flag.String("clue", "localhost:7401", "")
	casefileAddress := flag.String("casefile", "localhost:7402", "")
	registrationAddress := flag.String("registration", "localhost:7403", "")
	flag.Parse()
	connect := func(address string) *grpc.ClientConn {
		connection, err := calls.Connect(*pki, agency, address)
		if err != nil {
			log.Fatal(err)
		}
		return connection
	}
	err := errors.Join(
		reportAndFollow(clue.NewClueServiceClient(connect(*clueAddress))),
		checkCouple(registration.NewRegistrationServiceClient(connect(*registrationAddress))),
		askWhatIsNotOurs(casefile.NewCasefileServiceClient(connect(*casefileAddress))))
	if err != nil {
		log.Fatal(err)
	}
}
