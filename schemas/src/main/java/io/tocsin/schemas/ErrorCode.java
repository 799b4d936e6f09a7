package io.tocsin.schemas;

import static io.tocsin.schemas.ErrorCategory.AUTHENTICATION;
import static io.tocsin.schemas.ErrorCategory.AUTHORIZATION;
import static io.tocsin.schemas.ErrorCategory.CONFLICT;
import static io.tocsin.schemas.ErrorCategory.NOT_FOUND;
import static io.tocsin.schemas.ErrorCategory.RATE_LIMIT;
import static io.tocsin.schemas.ErrorCategory.SERVER;
import static io.tocsin.schemas.ErrorCategory.SERVICE_UNAVAILABLE;
import static io.tocsin.schemas.ErrorCategory.VALIDATION;

/** Every error that an answer can carry: its status, what it means, and what the caller can do about it. */
public enum ErrorCode {
    VALIDATION_001(VALIDATION, 400, "The request is not valid", "Correct the fields named in details"),
    VALIDATION_002(VALIDATION, 400, "The body is not valid JSON", "Correct the body at the place named in the message"),
    VALIDATION_003(VALIDATION, 413, "The body is too large", "Send less at once; the limit is named in the message"),
    VALIDATION_004(VALIDATION, 415, "The media type or encoding is not supported", "Send one that the message names"),
    VALIDATION_005(VALIDATION, 400, "The body is not valid gzip", "Compress the body again, or send it as it is"),
    VALIDATION_006(VALIDATION, 405, "The method is not allowed here", "Use a method that the Allow header names"),
    VALIDATION_007(VALIDATION, 406, "No answer in that media type", "Accept application/json"),
    VALIDATION_008(VALIDATION, 431, "The request header is too large", "Send fewer or shorter header fields"),
    VALIDATION_009(VALIDATION, 408, "The body arrives too slowly", "Send less at once, or over a faster connection"),

    AUTH_001(AUTHENTICATION, 401, "No valid credentials were sent", "Sign in, or get a new token"),
    AUTH_002(AUTHENTICATION, 401, "E-mail address or password is wrong", "Check both and try again"),
    AUTH_003(AUTHENTICATION, 401, "The token has expired or was revoked", "Get a new token"),
    AUTH_004(AUTHORIZATION, 403, "The token lacks a scope", "Ask for the scope that the message names"),
    AUTH_005(AUTHORIZATION, 403, "The role does not allow this", "Ask an owner or admin of the account"),
    AUTH_006(AUTHORIZATION, 403, "The kind of token is not accepted here", "Use the credentials that this route names"),
    AUTH_007(
            AUTHORIZATION, 403, "The request looks forged", "Send X-Requested-With: XMLHttpRequest from your own page"),
    AUTH_008(CONFLICT, 409, "The e-mail address is taken", "Sign in, or use another address"),
    AUTH_009(NOT_FOUND, 404, "There is no such OAuth client", "List the clients of the account"),
    AUTH_010(RATE_LIMIT, 429, "Too many sign-in attempts", "Wait as long as Retry-After says"),
    AUTH_011(AUTHENTICATION, 401, "The refresh token is not valid", "Sign in again"),
    AUTH_020(NOT_FOUND, 404, "There is no such session", "List your sessions"),
    AUTH_021(NOT_FOUND, 404, "There is no such linked identity", "List your linked identities"),
    AUTH_022(CONFLICT, 409, "The identity is linked already", "Unlink it where it is linked"),

    ACCOUNT_001(NOT_FOUND, 404, "There is no such account", "Search the accounts"),
    ACCOUNT_002(CONFLICT, 409, "The account is not in a state for that", "Read the account again"),
    USER_001(NOT_FOUND, 404, "There is no such user", "List the users of the account"),
    USER_002(CONFLICT, 409, "An account keeps at least one owner", "Transfer the ownership first"),
    USER_003(AUTHORIZATION, 403, "The current password is wrong", "Send the password that you sign in with"),
    USER_004(CONFLICT, 409, "The user is not in a state for that", "Read the user again"),
    INVITATION_001(NOT_FOUND, 404, "There is no such invitation", "List the invitations of the account"),
    INVITATION_002(NOT_FOUND, 404, "The invitation is not good any more", "Ask for a new one"),
    IMPERSONATION_001(NOT_FOUND, 404, "There is no such impersonation", "List your impersonations"),
    REVISION_001(VALIDATION, 428, "If-Match is missing", "Send the ETag that you have read in If-Match"),
    REVISION_002(CONFLICT, 412, "It was changed meanwhile", "Read it again and repeat the change with its ETag"),

    MONITOR_001(NOT_FOUND, 404, "There is no such monitor", "List the monitors of the account"),
    MONITOR_002(AUTHORIZATION, 403, "The plan allows no more monitors", "Delete one, or choose a larger plan"),
    MONITOR_003(
            VALIDATION,
            400,
            "The plan does not allow so short an interval",
            "Choose the interval that the message names, or a larger plan"),
    MONITOR_004(
            CONFLICT, 412, "The monitor was changed meanwhile", "Read it again and repeat the change with its ETag"),
    MONITOR_005(VALIDATION, 428, "If-Match is missing", "Send the ETag of the monitor in If-Match"),
    MONITOR_006(CONFLICT, 409, "The monitor is paused", "Resume it first"),
    MONITOR_007(
            VALIDATION,
            422,
            "The Idempotency-Key was used for something else",
            "Use a new key for a new request, the same body for a repeated one"),

    COLLECTOR_001(NOT_FOUND, 404, "There is no such collector", "List the collectors of the account"),
    COLLECTOR_002(AUTHORIZATION, 403, "The plan allows no more collectors", "Delete one, or choose a larger plan"),
    COLLECTOR_003(VALIDATION, 400, "The certificate signing request is not valid", "Send a PKCS #10 request in PEM"),
    COLLECTOR_004(
            AUTHENTICATION, 401, "Certificate and token do not belong together", "Use both from the same registration"),
    COLLECTOR_005(AUTHORIZATION, 403, "The collector was revoked", "Register it again"),
    COLLECTOR_006(SERVICE_UNAVAILABLE, 503, "The collector is not known here yet", "Repeat after Retry-After"),
    COLLECTOR_007(CONFLICT, 409, "The certificate can't be renewed yet", "Renew it when the message says"),
    COLLECTOR_008(
            AUTHENTICATION,
            401,
            "The enrolment token is not valid",
            "Make a new one: each is good once and for a time"),
    COLLECTOR_009(NOT_FOUND, 404, "There is no such enrolment token", "List the enrolment tokens of the account"),
    COLLECTOR_010(
            CONFLICT,
            412,
            "The configuration was changed meanwhile",
            "Read it again and repeat the change with its ETag"),
    COLLECTOR_011(NOT_FOUND, 404, "There is no such version of the configuration", "List its versions"),

    METRICS_001(VALIDATION, 400, "No sample of the batch could be taken", "See details for each"),
    METRICS_002(
            SERVICE_UNAVAILABLE,
            503,
            "The batch could not be stored; it may or may not have been taken",
            "Repeat it with the same batch_id"),
    METRICS_003(SERVICE_UNAVAILABLE, 503, "Too much is under way", "Repeat it after Retry-After"),
    METRICS_004(RATE_LIMIT, 429, "Too many samples", "Wait as long as Retry-After says, or choose a larger plan"),
    METRICS_005(VALIDATION, 400, "The body is not valid protobuf or snappy", "Send what the protocol's version says"),

    SERVER_001(NOT_FOUND, 404, "There is no such server", "List the servers of the account"),
    INCIDENT_001(NOT_FOUND, 404, "There is no such incident", "List the incidents of the account"),
    INCIDENT_002(CONFLICT, 409, "The incident is over", "Nothing is left to acknowledge; comment on it instead"),

    WEBHOOK_001(NOT_FOUND, 404, "There is no such webhook endpoint", "List the webhook endpoints of the account"),
    WEBHOOK_002(AUTHORIZATION, 403, "The plan allows no more webhook endpoints", "Delete one, or choose a larger plan"),
    WEBHOOK_003(
            VALIDATION,
            400,
            "The address of the webhook endpoint is refused",
            "Give the URL of a public server, beginning with https://"),
    WEBHOOK_004(
            CONFLICT,
            412,
            "The webhook endpoint was changed meanwhile",
            "Read it again and repeat the change with its ETag"),
    WEBHOOK_005(VALIDATION, 428, "If-Match is missing", "Send the ETag of the webhook endpoint in If-Match"),
    WEBHOOK_006(NOT_FOUND, 404, "There is no such delivery", "List the deliveries of the webhook endpoint"),
    WEBHOOK_007(CONFLICT, 409, "The webhook endpoint is disabled", "Enable it first"),
    WEBHOOK_008(
            VALIDATION,
            400,
            "The transformation is not valid",
            "Correct the expression as the message says, and try it with a preview"),
    WEBHOOK_009(NOT_FOUND, 404, "There is no such event", "Take the id of an event that a delivery names"),

    GATEWAY_001(NOT_FOUND, 404, "There is no such route", "Check the path against the documentation"),
    GATEWAY_002(SERVICE_UNAVAILABLE, 503, "A part of the product is not available", "Repeat after Retry-After"),
    GATEWAY_003(RATE_LIMIT, 429, "Too many requests", "Wait as long as Retry-After says"),

    INTERNAL_001(SERVER, 500, "Something went wrong on our side", "Repeat; if it persists, report the correlation id"),
    INTERNAL_002(SERVICE_UNAVAILABLE, 503, "A dependency is not available", "Repeat after Retry-After");

    private final ErrorCategory category;
    private final int status;
    private final String meaning;
    private final String remedy;

    ErrorCode(ErrorCategory category, int status, String meaning, String remedy) {
        this.category = category;
        this.status = status;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public ErrorCategory category() {
        return category;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** What it says where nothing more exact is known. */
    public String meaning() {
        return meaning;
    }

    /** What the caller can do. */
    public String remedy() {
        return remedy;
    }
}
