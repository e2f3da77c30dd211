package liandong.clients;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/** What a service said no to: why, by which clause, in Chinese for the official, and which fields were wrong. */
public class Refused extends Exception {
  public final String code;
  public final String reason;
  public final String clause;
  public final String inChinese;
  public final List<String> fields;

  Refused(StatusRuntimeException error) throws InvalidProtocolBufferException {
    super(error.getMessage());
    ErrorInfo info = ErrorInfo.getDefaultInstance();
    LocalizedMessage localized = LocalizedMessage.getDefaultInstance();
    BadRequest bad = BadRequest.getDefaultInstance();
    Status told = StatusProto.fromThrowable(error);
    for (Any detail : told == null ? List.<Any>of() : told.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) info = detail.unpack(ErrorInfo.class);
      if (detail.is(LocalizedMessage.class)) localized = detail.unpack(LocalizedMessage.class);
      if (detail.is(BadRequest.class)) bad = detail.unpack(BadRequest.class);
    }
    code = error.getStatus().getCode().name();
    reason = info.getReason();
    clause = info.getMetadataOrDefault("clause", "");
    inChinese = localized.getMessage();
    fields = bad.getFieldViolationsList().stream().map(BadRequest.FieldViolation::getField).toList();
  }
}
