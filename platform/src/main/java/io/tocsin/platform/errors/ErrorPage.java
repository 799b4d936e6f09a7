package io.tocsin.platform.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what failed before or behind every controller. */
@Controller
final class ErrorPage implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<Object> render(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ApiException e = new ApiException(StatusCodes.of(status instanceof Integer code ? code : 500));
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return ResponseEntity.status(e.code().status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(ErrorShape.of(path instanceof String uri ? uri : "", e));
    }
}
