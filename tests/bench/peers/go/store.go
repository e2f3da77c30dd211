package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	clue "liandong/clients/go/contracts/liandong/clue/v1"
	common "liandong/clients/go/contracts/liandong/common/v1"
)

const uniqueViolation = "23505"

// store keeps clues and the audit. The pool prepares each statement once for each connection.
type store struct {
	pool                          *pgxpool.Pool
	report, repeat, read, refusal string
}

func openStore(ctx context.Context, database, statements string, connections int) (*store, error) {
	s := &store{}
	var schema string
	files := map[string]*string{
		"schema": &schema, "report": &s.report, "repeat": &s.repeat, "read": &s.read, "refusal": &s.refusal,
	}
	for name, into := range files {
		text, err := os.ReadFile(filepath.Join(statements, name+".sql"))
		if err != nil {
			return nil, err
		}
		*into = string(text)
	}
	config, err := pgxpool.ParseConfig(database)
	if err != nil {
		return nil, err
	}
	config.MaxConns = int32(connections)
	if s.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, err
	}
	_, err = s.pool.Exec(ctx, schema, pgx.QueryExecModeSimpleProtocol)
	return s, err
}

func (s *store) close() { s.pool.Close() }

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

type stored struct {
	id      uuid.UUID
	created time.Time
}

// insert stores a clue, or finds the one that the same request reported before.
func (s *store) insert(ctx context.Context, c *caller, request *clue.ReportClueRequest, digest []byte) (stored, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return stored{}, err
	}
	kept := stored{id: id}
	var occurred *time.Time
	if request.OccurTime != nil {
		at := request.OccurTime.AsTime()
		occurred = &at
	}
	err = s.pool.QueryRow(ctx, s.report, kept.id, request.RequestId, digest, c.slug, c.division, request.Division,
		int16(request.Channel), int16(request.Kind), orNull(request.GetPlace().GetDivision()), orNull(request.GetPlace().GetAddress()),
		occurred, request.Description, rowOf(request.Reporter), orNull(request.RegistrationReference), rowsOf(request.Persons),
		c.operator, c.purpose).Scan(&kept.created)
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == uniqueViolation {
		return s.repeated(ctx, c, request.RequestId, digest)
	}
	return kept, err
}

func (s *store) repeated(ctx context.Context, c *caller, requestID string, digest []byte) (stored, error) {
	var kept stored
	var same bool
	err := s.pool.QueryRow(ctx, s.repeat, requestID, c.slug, c.division, c.operator, c.purpose, digest).Scan(
		&kept.id, &kept.created, &same)
	if err == nil && !same {
		return stored{}, status.Error(codes.AlreadyExists, "request_id belongs to another request")
	}
	return kept, err
}

// load returns a clue that the caller may read, with the fields that it may read.
func (s *store) load(ctx context.Context, c *caller, id uuid.UUID) (*clue.Clue, error) {
	var agency string
	var channel, kind, state int16
	var occurred *time.Time
	var created time.Time
	var placeDivision, placeAddress, description, reference *string
	var reporter *personRow
	var persons []*personRow
	found := &clue.Clue{Name: nameOf(id)}
	err := s.pool.QueryRow(ctx, s.read, id, c.slug, c.division, c.isPolice(), c.operator, c.purpose).Scan(
		&agency, &found.Division, &channel, &kind, &state, &occurred, &created, &placeDivision, &placeAddress, &description,
		&reference, &reporter, &persons)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, status.Error(codes.NotFound, "there is no such clue within reach")
	}
	if err != nil {
		return nil, err
	}
	found.SourceAgency = agencyOf(agency)
	found.Channel, found.Kind, found.State = clue.ClueChannel(channel), clue.ClueKind(kind), clue.ClueState(state)
	found.CreateTime = timestamppb.New(created)
	if occurred != nil {
		found.OccurTime = timestamppb.New(*occurred)
	}
	if placeDivision != nil {
		found.Place = &common.Place{Division: *placeDivision, Address: orEmpty(placeAddress)}
	}
	found.Description, found.RegistrationReference = orEmpty(description), orEmpty(reference)
	found.Reporter = reporter.person()
	for _, row := range persons {
		found.Persons = append(found.Persons, row.person())
	}
	return found, nil
}

func (s *store) audit(ctx context.Context, c *caller, method string, code codes.Code) error {
	_, err := s.pool.Exec(ctx, s.refusal, c.slug, c.division, c.operator, c.purpose, method, int16(code))
	return err
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
