package main

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	clue "liandong/clients/go/contracts/liandong/clue/v1"
	common "liandong/clients/go/contracts/liandong/common/v1"
)

const (
	mostPersons        = 20
	longestDescription = 4000
	longestReference   = 64
)

func invalid(field, why string) error {
	return status.Errorf(codes.InvalidArgument, "%s %s", field, why)
}

func checkPlace(place *common.Place) error {
	switch {
	case place == nil:
		return nil
	case !divisionForm.MatchString(place.Division):
		return invalid("place.division", "must be a code of GB/T 2260")
	case utf8.RuneCountInString(place.Address) > longestAddress:
		return invalid("place.address", "is too long")
	}
	return nil
}

func checkPersons(request *clue.ReportClueRequest) error {
	if len(request.Persons) > mostPersons {
		return invalid("persons", "must be at most 20")
	}
	for _, person := range request.Persons {
		if err := checkPerson(person); err != nil {
			return invalid("persons", err.Error())
		}
	}
	if request.Reporter == nil {
		return nil
	}
	if err := checkPerson(request.Reporter); err != nil {
		return invalid("reporter", err.Error())
	}
	return nil
}

func checkReport(request *clue.ReportClueRequest, c *caller) error {
	length := utf8.RuneCountInString(request.Description)
	if _, err := uuid.Parse(request.RequestId); err != nil {
		return invalid("request_id", "must be a UUID")
	}
	if request.Division == "" {
		request.Division = c.division
	}
	switch {
	case clue.ClueChannel_name[int32(request.Channel)] == "" || request.Channel == clue.ClueChannel_CLUE_CHANNEL_UNSPECIFIED:
		return invalid("channel", "is required")
	case clue.ClueKind_name[int32(request.Kind)] == "" || request.Kind == clue.ClueKind_CLUE_KIND_UNSPECIFIED:
		return invalid("kind", "is required")
	case !divisionForm.MatchString(request.Division):
		return invalid("division", "must be a code of GB/T 2260")
	case !strings.HasPrefix(request.Division, c.division):
		return status.Error(codes.PermissionDenied, "division is outside the caller's own")
	case length == 0 || length > longestDescription:
		return invalid("description", "must have 1 to 4000 characters")
	case request.OccurTime != nil && request.OccurTime.AsTime().After(time.Now()):
		return invalid("occur_time", "is in the future")
	case len(request.RegistrationReference) > longestReference:
		return invalid("registration_reference", "is too long")
	case request.Channel == clue.ClueChannel_CLUE_CHANNEL_REGISTRY_HOLD && request.RegistrationReference == "":
		return invalid("registration_reference", "is required")
	}
	if err := checkPlace(request.Place); err != nil {
		return err
	}
	return checkPersons(request)
}
