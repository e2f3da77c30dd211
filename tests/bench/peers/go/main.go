// The Go peer of the benchmark: a service that reports and reads clues durably, with grpc-go, pgx and PostgreSQL.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"log"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	clue "liandong/clients/go/contracts/liandong/clue/v1"
)

func transport(pki string) (credentials.TransportCredentials, error) {
	certificate, err := tls.LoadX509KeyPair(filepath.Join(pki, "clue.crt"), filepath.Join(pki, "clue.key"))
	if err != nil {
		return nil, err
	}
	authorities, err := os.ReadFile(filepath.Join(pki, "ca.crt"))
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authorities)
	return credentials.NewTLS(&tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientAuth:   tls.RequireAndVerifyClientCert,
		ClientCAs:    pool,
		MinVersion:   tls.VersionTLS13,
	}), nil
}

func serve(address, pki, database, statements string, connections int) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	store, err := openStore(ctx, database, statements, connections)
	if err != nil {
		return err
	}
	defer store.close()
	secured, err := transport(pki)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	server := grpc.NewServer(grpc.Creds(secured))
	clue.RegisterClueServiceServer(server, &service{store: store})
	go func() {
		<-ctx.Done()
		server.GracefulStop()
	}()
	return server.Serve(listener)
}

func main() {
	address := flag.String("address", "127.0.0.1:0", "address and port on which to serve")
	pki := flag.String("pki", ".dev/pki", "directory with ca.crt, clue.crt and clue.key")
	database := flag.String("postgres", "", "connection string of an empty database")
	statements := flag.String("sql", "tests/bench/peers/sql", "directory with the SQL statements")
	connections := flag.Int("connections", 32, "most connections to the database")
	flag.Parse()
	if err := serve(*address, *pki, *database, *statements, *connections); err != nil {
		log.Fatal(err)
	}
}
