import { Controller, Post, Req, Res } from '@nestjs/common';
import { DoorError } from '../door/http-problem';
import { mediaTypeRefusal } from '../door/media-type';
import type { HttpRequest, HttpResponse } from '../http-types';
import { Access } from './access';
import { readBody } from './read-body';
import { beginSession, cameByTls, goToPage } from './login-answer';
import { noSessionCookie, sessionShown } from './session-cookie';

const FORM_TYPE = 'application/x-www-form-urlencoded';
const MAX_FORM_BYTES = 4_096;

/** `POST /login` and `/logout`: a token for a session, and its end. Only there when tokens are asked for. */
@Controller()
export class LoginController {
  constructor(private readonly access: Access) {}

  @Post('login')
  async logIn(@Req() request: HttpRequest, @Res() response: HttpResponse): Promise<void> {
    const refusal = mediaTypeRefusal(request.headers['content-type'], [FORM_TYPE]);
    if (refusal) throw refusal;
    const form = new URLSearchParams((await readBody(request, MAX_FORM_BYTES)).toString());
    const login = this.access.logIn(request, (form.get('token') ?? '').trim());
    if ('problem' in login && !(request.headers.accept ?? '').includes('text/html')) {
      if (login.problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
      throw new DoorError(login.problem);
    }
    beginSession(login, request, response);
  }

  @Post('logout')
  logOut(@Req() request: HttpRequest, @Res() response: HttpResponse): void {
    const session = sessionShown(request.headers.cookie);
    if (session !== null) this.access.sessions.end(session);
    goToPage(response, noSessionCookie(cameByTls(request)));
  }
}
