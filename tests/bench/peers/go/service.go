package main

import (
	"context"
	"crypto/sha256"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	clue "liandong/clients/go/contracts/liandong/clue/v1"
)

const collection = "clues/"

func nameOf(id uuid.UUID) string { return collection + id.String() }

type service struct {
	clue.UnimplementedClueServiceServer
	store *store
}

// refuse audits a refusal before the caller receives it.
func (s *service) refuse(ctx context.Context, c *caller, method string, refusal error) error {
	if err := s.store.audit(ctx, c, method, status.Code(refusal)); err != nil {
		return unavailable(err)
	}
	return refusal
}

// unavailable hides the database's errors, because they can contain values.
func unavailable(err error) error {
	if _, isStatus := status.FromError(err); isStatus {
		return err
	}
	return status.Error(codes.Unavailable, "the database does not answer")
}

func (s *service) ReportClue(ctx context.Context, request *clue.ReportClueRequest) (*clue.Clue, error) {
	const method = "ReportClue"
	c, err := callerOf(ctx, reportingClauses)
	if err != nil {
		return nil, s.refuse(ctx, c, method, err)
	}
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(request)
	if err != nil {
		return nil, err
	}
	if err := checkReport(request, c); err != nil {
		return nil, s.refuse(ctx, c, method, err)
	}
	digest := sha256.Sum256(encoded)
	kept, err := s.store.insert(ctx, c, request, digest[:])
	if err != nil {
		return nil, unavailable(err)
	}
	reported := &clue.Clue{
		Name: nameOf(kept.id), Channel: request.Channel, Kind: request.Kind, State: clue.ClueState_CLUE_STATE_REPORTED,
		SourceAgency: c.agency, Division: request.Division, OccurTime: request.OccurTime, CreateTime: timestamppb.New(kept.created),
	}
	if c.isPolice() {
		reported.Place, reported.Description, reported.Persons = request.Place, request.Description, request.Persons
		reported.Reporter, reported.RegistrationReference = request.Reporter, request.RegistrationReference
	}
	return reported, nil
}

func (s *service) GetClue(ctx context.Context, request *clue.GetClueRequest) (*clue.Clue, error) {
	const method = "GetClue"
	c, err := callerOf(ctx, readingClauses)
	if err != nil {
		return nil, s.refuse(ctx, c, method, err)
	}
	text, isClue := strings.CutPrefix(request.Name, collection)
	id, err := uuid.Parse(text)
	if !isClue || err != nil {
		return nil, s.refuse(ctx, c, method, invalid("name", "must be clues/ and a UUID"))
	}
	found, err := s.store.load(ctx, c, id)
	if err != nil {
		return nil, unavailable(err)
	}
	return found, nil
}
