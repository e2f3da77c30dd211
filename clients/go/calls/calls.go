// Package calls shows how a system of an agency calls Liandong: mutual TLS, the clause and the official of each call,
// retries and refusals.
package calls

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

const (
	// Limits for a call including its retries.
	deadline   = 30 * time.Second
	retryPause = 200 * time.Millisecond
)

// Codes after which the call is worth repeating: no server answered, or the server was just stopping, so that gRPC
// cancelled the call.
var transient = []codes.Code{codes.Unavailable, codes.Canceled}

// Refused says why a service refused a call: the reason, the clause, a Chinese text for the official, and the wrong fields.
type Refused struct {
	Code                      codes.Code
	Reason, Clause, InChinese string
	Fields                    []string
	text                      string
}

func (refused *Refused) Error() string { return refused.text }

func refusedOf(err error) *Refused {
	told := status.Convert(err)
	refused := &Refused{Code: told.Code(), text: told.Message()}
	for _, detail := range told.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			refused.Reason, refused.Clause = detail.Reason, detail.Metadata["clause"]
		case *errdetails.LocalizedMessage:
			refused.InChinese = detail.Message
		case *errdetails.BadRequest:
			for _, violation := range detail.FieldViolations {
				refused.Fields = append(refused.Fields, violation.Field)
			}
		}
	}
	return refused
}

// Connect opens a connection with the agency's certificate. The connection reconnects by itself.
func Connect(pki, agency, address string) (*grpc.ClientConn, error) {
	certificate, err := tls.LoadX509KeyPair(filepath.Join(pki, agency+".crt"), filepath.Join(pki, agency+".key"))
	if err != nil {
		return nil, err
	}
	authorities, err := os.ReadFile(filepath.Join(pki, "ca.crt"))
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authorities)
	pace := backoff.DefaultConfig
	pace.MaxDelay = time.Second
	return grpc.NewClient(address,
		grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{certificate}, RootCAs: pool})),
		// Keepalive detects a server whose machine has vanished without closing the connection.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 15 * time.Second, Timeout: 3 * time.Second}),
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: pace}))
}

// For adds to a context the clause for which calls are made and the official who acts.
func For(ctx context.Context, clause, operator string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "ld-purpose", clause, "ld-operator", operator)
}

// Call repeats a call until it is answered. A write carries a request_id, so that a repeat has no second effect.
func Call[Request, Reply any](ctx context.Context,
	method func(context.Context, *Request, ...grpc.CallOption) (*Reply, error), request *Request) (*Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	for {
		reply, err := method(ctx, request, grpc.WaitForReady(true))
		if err == nil {
			return reply, nil
		}
		if !slices.Contains(transient, status.Code(err)) || ctx.Err() != nil {
			return nil, refusedOf(err)
		}
		time.Sleep(retryPause)
	}
}

// Receiver is a watch stream.
type Receiver[Event any] interface{ Recv() (Event, error) }

// Follow passes each event of a watch to `deal` exactly once, even if the server restarts, until `deal` asks to stop. It
// resumes after the last event that was processed.
func Follow[Event interface{ GetResumeToken() string }](open func(token string) (Receiver[Event], error),
	deal func(Event) (enough bool)) error {
	token := ""
	for {
		stream, err := open(token)
		for err == nil {
			var event Event
			if event, err = stream.Recv(); err == nil {
				if deal(event) {
					return nil
				}
				// The token is stored only now: a client that stops earlier sees the event again instead of losing it.
				token = event.GetResumeToken()
			}
		}
		if !errors.Is(err, io.EOF) && !slices.Contains(transient, status.Code(err)) {
			return refusedOf(err)
		}
		time.Sleep(retryPause)
	}
}
