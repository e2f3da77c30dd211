// Package calls is how a system of an agency calls Liandong: mutual TLS, the clause and the official of each call, retries,
// refusals.
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
	// For a call and its retries.
	deadline   = 30 * time.Second
	retryPause = 200 * time.Millisecond
)

// What is worth asking again: nobody was there, or the call met a server that was just ending, which gRPC cancels.
var transient = []codes.Code{codes.Unavailable, codes.Canceled}

// Refused is what a service said no to: why, by which clause, in Chinese for the official, and which fields were wrong.
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

// Connect shows the agency's certificate; the connection finds its server again by itself.
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
		// A server whose machine vanishes says nothing: it is asked whether it is there.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 15 * time.Second, Timeout: 3 * time.Second}),
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: pace}))
}

// For adds the clause for which the calls are made and the official who acts.
func For(ctx context.Context, clause, operator string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "ld-purpose", clause, "ld-operator", operator)
}

// Call calls until there is an answer. A write carries a request_id: sent again, it is done once.
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

// Follow deals with the events of a watch, each once, whatever becomes of the server: it goes on after the last that was dealt
// with, until `deal` says that it is enough.
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
				// Only now: who is stopped before sees the event again rather than never.
				token = event.GetResumeToken()
			}
		}
		if !errors.Is(err, io.EOF) && !slices.Contains(transient, status.Code(err)) {
			return refusedOf(err)
		}
		time.Sleep(retryPause)
	}
}
